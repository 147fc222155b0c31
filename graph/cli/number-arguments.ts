/** Numbers on the command line: checked where they are given, so that a wrong one is named with its option. */
import { InvalidArgumentError } from 'commander'

/** A whole number of at least `least`. */
export const wholeNumber =
  (least: number) =>
  (value: string): number => {
    const number = Number(value)
    if (value.trim() === '' || !Number.isSafeInteger(number) || number < least)
      throw new InvalidArgumentError(`Not a whole number from ${least}.`)
    return number
  }

/** A number from `least` to `most`. */
export const numberWithin =
  (least: number, most: number) =>
  (value: string): number => {
    const number = Number(value)
    if (value.trim() === '' || !(number >= least && number <= most))
      throw new InvalidArgumentError(`Not a number from ${least} to ${most}.`)
    return number
  }
