/**
 * Of a broad sector and a narrower one beside it, the narrower: "a geothermal power plant" is renewable energy, "railway
 * transport" railways. What a list names by itself ("in energy, transport and ports") stays. Pure.
 */
const NARROWER: Readonly<Record<string, readonly string[]>> = {
  'sector:electric-power': ['sector:renewable-energy', 'sector:nuclear-energy'],
  'sector:energy': ['sector:electric-power', 'sector:nuclear-energy', 'sector:gas-supply'],
  'sector:mining': ['sector:metal-ore-mining', 'sector:mineral-mining', 'sector:coal-mining', 'sector:oil-and-gas'],
  'sector:transport': [
    'sector:rail-transport',
    'sector:road-transport',
    'sector:maritime-transport',
    'sector:air-transport',
    'sector:ports-and-logistics',
  ],
}

/** The sectors without those that another of them says more closely. `named` are those that stand in a list of sectors. */
export const narrowSectors = (sectors: readonly string[], named: ReadonlySet<string>): string[] =>
  sectors.filter((s) => named.has(s) || !NARROWER[s]?.some((narrow) => sectors.includes(narrow)))
