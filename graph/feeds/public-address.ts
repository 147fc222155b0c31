/**
 * Which network addresses a feed may lead to: public ones only, unless the operator allows private ones.
 * Checked on the address that the connection really uses, so that a name which resolves anew cannot get around it.
 */
import { type LookupAddress, lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { invalidInput } from '../errors.ts'

/** Whether an IP address is one of the public internet: not loopback, private, link-local, shared, reserved … */
export const isPublicAddress = (address: string): boolean => {
  if (!ipaddr.isValid(address)) return false
  // `process` turns an IPv4 address in IPv6 clothes (::ffff:127.0.0.1) into what it is.
  const parsed = ipaddr.process(address)
  if (parsed.kind() === 'ipv6') {
    const embedded = (parsed as ipaddr.IPv6).parts
    // NAT64 (64:ff9b::/96) and 6to4 (2002::/16) carry an IPv4 address that must be public too.
    if (parsed.range() === 'rfc6052') return isPublicAddress(ipv4Of(embedded[6] ?? 0, embedded[7] ?? 0))
    if (parsed.range() === '6to4') return isPublicAddress(ipv4Of(embedded[1] ?? 0, embedded[2] ?? 0))
  }
  return parsed.range() === 'unicast'
}
const ipv4Of = (high: number, low: number): string => [high >> 8, high & 255, low >> 8, low & 255].join('.')

/** @throws EntenteError `InvalidInput` where the URL is no http(s) address or names a private address outright */
export const checkAddress = (address: string, allowPrivate: boolean): URL => {
  if (!URL.canParse(address)) throw invalidInput(`"${address.slice(0, 200)}" is not an address`)
  const url = new URL(address)
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw invalidInput(`${url.protocol}//… cannot be fetched: only http and https`)
  if (url.username || url.password) throw invalidInput(`${url.host}: an address with a password in it is not fetched`)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (!allowPrivate && isIP(host) && !isPublicAddress(host))
    throw invalidInput(`${url.host} is a private address and not fetched (allow it with --allow-private)`)
  return url
}

/** A look-up for node:http that gives public addresses only; a name without any is an error. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) return callback(error, '')
    const allowed = addresses.filter(({ address }) => isPublicAddress(address))
    const [first] = allowed
    if (!first)
      return callback(
        Object.assign(
          invalidInput(`${hostname} leads to a private address and is not fetched (allow it with --allow-private)`),
          {
            code: 'EPRIVATE',
          },
        ),
        '',
      )
    return options.all ? callback(null, allowed) : callback(null, first.address, first.family)
  })
}
