/** Figures with a unit or currency as the text writes them: "$18 million", "1.1 million cable harnesses", "60 percent". Text only. */

export interface Amount {
  start: number
  end: number
  text: string
  kind: 'money' | 'share' | 'quantity'
}

const NUMBER = String.raw`\d[\d.,  ]*\d|\d+`
const SCALE = String.raw`(?:\s?(?:million|billion|trillion|thousand|mln\.?|bln\.?|bn|mn|m|crore|lakh)\b\.?)?`
const CURRENCY = String.raw`(?:US\$|A\$|C\$|NZ\$|HK\$|S\$|R\$|[$€£¥₹₽₩₺]|(?:USD|EUR|GBP|JPY|CNY|RMB|INR|RUB|KRW|TRY|BRL|ZAR|CZK|PLN|SEK|NOK|DKK|CHF|AUD|CAD|NZD|SGD|HKD|AED|SAR|KWD|QAR|EGP|NGN|KES|MXN|ARS|CLP|COP|UAH|KZT|HUF|RON|BGN|IDR|MYR|THB|VND|PHP|PKR|BDT|LKR)\b)`
const UNITS = String.raw`(?:US\s+)?(?:dollars?|euros?|pounds?(?:\s+sterling)?|yen|yuan|renminbi|rupees?|roubles?|rubles?|won|lira|reais|real|rand|pesos?|kroner|kronor|krona|francs?|dirhams?|riyals?|dinars?|zloty|tenge|USD|EUR|GBP|JPY|CNY|RUB|hryvnias?|shillings?|naira|forints?|koruna|crowns?)`
const MEASURES = String.raw`(?:metric\s+)?(?:tonnes?|tons?|kilograms?|kg|barrels?|litres?|liters?|cubic\s+met(?:re|er)s?|square\s+met(?:re|er)s?|kilomet(?:re|er)s?|km|hectares?|megawatts?|MW|GW|gigawatts?|kilowatts?|kWh|GWh|TWh|terawatt[- ]hours?|units?|bottles?|pieces?|head|vehicles?|bushels?|carats?|containers?|TEU|jobs?|doses?|megawatt[- ]hours?)`

const patterns: [RegExp, Amount['kind']][] = [
  [new RegExp(`${CURRENCY}\\s?(?:${NUMBER})${SCALE}(?:\\s${UNITS}\\b)?`, 'g'), 'money'],
  [new RegExp(`(?:${NUMBER})${SCALE}\\s(?:${UNITS}\\b|${CURRENCY})`, 'g'), 'money'],
  [new RegExp(`(?:${NUMBER})\\s?(?:percent\\b|per\\s?cent\\b|%)`, 'g'), 'share'],
  [new RegExp(`(?:${NUMBER})${SCALE}\\s(?:of\\s)?${MEASURES}\\b`, 'g'), 'quantity'],
]

/** Amounts in `text`, in order, none inside another. */
export const findAmounts = (text: string): Amount[] => {
  const found: Amount[] = []
  if (!/\d/.test(text)) return found
  for (const [pattern, kind] of patterns)
    for (const match of text.matchAll(pattern)) {
      const start = match.index
      const end = start + match[0].length
      if (!found.some((a) => start < a.end && end > a.start)) found.push({ start, end, text: match[0].trim(), kind })
    }
  return found.sort((a, b) => a.start - b.start)
}
