/**
 * Classes of telling words for the finder of names: words of country names, peoples, cities, heads of bodies, titles,
 * given names. Hints for a trained model, never rules.
 */
import { createRequire } from 'node:module'

const LISTS: readonly string[] = [
  // 1 countries, 2 peoples, 3 capitals are filled from world-countries
  'usa u.s. us u.k. uk uae eu ussr america britain england scotland wales holland burma korea congo emirates europe asia africa',
  'american british english european asian african arab soviet korean muslim christian jewish catholic scottish welsh',
  'york angeles chicago shanghai mumbai istanbul dubai hamburg frankfurt munich milan barcelona geneva zurich sydney melbourne ' +
    'toronto montreal vancouver osaka kyoto yokohama busan guangzhou shenzhen wuhan chongqing karachi lahore calcutta kolkata ' +
    'chennai bangalore hyderabad gujarat lagos johannesburg durban casablanca alexandria suez jeddah almaty samarkand bukhara ' +
    'saint petersburg novosibirsk yekaterinburg kazan vladivostok crimea siberia kharkiv odesa odessa gdansk krakow antwerp ' +
    'rotterdam lyon marseille manchester birmingham glasgow edinburgh liverpool boston houston dallas texas california florida ' +
    'washington seattle philadelphia detroit atlanta miami bavaria saxony catalonia paulo rio janeiro bogota santiago guangdong ' +
    'hebei sichuan xinjiang tibet punjab sindh basra erbil kurdistan aden haifa nagoya fukushima hokkaido kong hong ho chi minh',
  // 4 heads of bodies
  'ministry department agency bank corporation company group university institute association union organization organisation ' +
    'council committee commission board authority federation foundation party parliament senate congress court office bureau ' +
    'service services embassy chamber fund society club school college center centre administration army navy police league ' +
    'assembly academy laboratory ministry directorate secretariat press news times post airlines airways motors industries ' +
    'energy petroleum oil gas steel electric systems technologies technology pharma pharmaceuticals consortium holding holdings ' +
    'inspectorate confederation alliance network team government museum hospital church railways ports shipyard exchange',
  // 5 titles
  'mr mrs ms dr prof president minister premier chancellor king queen prince princess sir lord lady senator governor mayor ' +
    'ambassador secretary chairman chairwoman chair director ceo chief general colonel captain professor judge justice pope ' +
    'sheikh shaikh emir sultan consul envoy spokesman spokeswoman spokesperson speaker manager founder head vice deputy ' +
    'commissioner adviser advisor economist analyst',
  // 6 given names
  'john james robert michael william david richard joseph thomas charles george paul peter mark andrew daniel steven kevin ' +
    'brian edward anthony stephen mary patricia linda elizabeth barbara susan jessica sarah karen nancy margaret anna emma ' +
    'laura julia maria jose juan carlos luis jorge miguel antonio francisco pedro manuel ana carmen sofia lucia giovanni marco ' +
    'giuseppe paolo luca francesca pierre jean jacques francois philippe marie michel laurent hans karl heinrich wolfgang ' +
    'klaus jurgen stefan angela olaf lars erik sven anders ivan vladimir dmitry dmitri sergei sergey alexander aleksandr ' +
    'nikolai mikhail boris igor oleg yuri andrei pavel viktor olga natalia tatiana elena irina mohammed muhammad mohamed ahmed ' +
    'ali hassan hussein omar khalid abdullah abdel abdul ibrahim mustafa mehmet recep yusuf fatima aisha amina hamid salman ' +
    'narendra rajesh sanjay amit anil vijay ravi priya indira li wang zhang chen liu yang xi hu kim lee park shinzo taro ' +
    'hiroshi kenji yuki nguyen tran pham minh joko susilo kofi kwame nelson barack donald joe bill hillary tony nicolas ' +
    'emmanuel luiz dilma evo hugo nursultan kassym shavkat islam gurbanguly ilham heydar serzh nikol petro volodymyr',
  // 7 heads of places
  'river lake sea ocean mountain mount island islands province region district city town village county state valley desert ' +
    'bay gulf strait canal port airport street road avenue square park bridge peninsula coast north south east west northern ' +
    'southern eastern western central oblast prefecture republic kingdom',
  // 8 heads of events
  'war forum summit conference expo exhibition fair games cup championship festival olympics revolution battle congress ' +
    'symposium convention election elections prize award awards day week show seminar',
  // 9 company endings
  'inc ltd llc plc corp co gmbh ag sa spa oao ooo pjsc jsc bv nv kk ab as oy srl sarl pvt bhd tbk',
  // 10 dates
  'january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday',
]

interface Country {
  name: { common: string }
  demonyms?: { eng?: { m: string } }
  capital?: string[]
}

const build = (): Map<string, number> => {
  // The package's JSON is read directly: its module form differs between loaders.
  const countries = createRequire(import.meta.url)('world-countries/countries.json') as Country[]
  const classes = new Map<string, number>()
  const add = (words: string, type: number): void => {
    for (const word of words.toLowerCase().split(/[\s,()-]+/)) {
      if (
        word.length > 1 &&
        !/^(?:of|and|the|islands?|republic|new|saint|north|south|south|de|la|man|city|san)$/.test(word) &&
        !classes.has(word)
      )
        classes.set(word, type)
    }
  }
  LISTS.forEach((list, i) => {
    for (const word of list.split(' ')) classes.set(word, i + 1)
  })
  for (const country of countries) {
    add(country.name.common, 1)
    add(country.demonyms?.eng?.m ?? '', 2)
    for (const capital of country.capital ?? []) add(capital, 3)
  }
  return classes
}

let known: Map<string, number> | null = null

/** Class of a word, 0 if it has none. */
export const wordClass = (form: string): number => {
  known ??= build()
  const lower = form.toLowerCase()
  return known.get(lower) ?? (lower.endsWith('.') ? known.get(lower.slice(0, -1)) : undefined) ?? 0
}
