/**
 * `npm run bench:syntax [-- --corenlp DIR | --fetch] [--whole]`: words per second of the reader from raw text to syntax on one
 * core, and of Stanford CoreNLP's dependency parser on the same text where Java and its jars are there. The jars (4.5.x
 * with the English models) are read from DIR, or brought by Maven into a temporary folder with --fetch. --whole sets the
 * reader with entities, statements and all beside CoreNLP's pipeline with lemmas and names. The last line is JSON.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { parseText } from '../graph/read/parse-text.ts'
import { readArticle } from '../graph/read-article.ts'

const VERSION = '4.5.10'

const TEXT = `LISBON, 3 April (Agency) - Portugal and Angola have agreed to build a cement works near Lobito, the Portuguese Ministry of Economy said on Tuesday.

The plant, which will cost $180 million, is to be run by a joint venture of Cimentos do Sul and the Angolan holding Kwanza Group. It will supply builders in Zambia and the Democratic Republic of the Congo as well, Trade Minister Rui Falcão told reporters.

“We import clinker today, and we want to export cement tomorrow,” said Falcão after talks with his counterpart, Isabel Neto. “Our banks are ready to finance up to 60 per cent of the project.”

Exports of Portuguese machinery to Angola rose by 12.4% last year, while imports of crude oil fell. Mota Engenharia, the largest Portuguese contractor in the country, has been restoring the Benguela railway since 2015.

The two sides also discussed the training of engineers, digital trade and the lifting of duties on wine. A memorandum of understanding between the chambers of commerce of Porto and Luanda was signed in the margins of the forum, which was attended by some 200 companies from both countries.

Neto noted that her government does not plan to sell its stake in the port. According to the African Development Bank (AfDB), traffic through Lobito could double by 2030 if the line to the copper mines is completed.`

const REPEATS = 120
/** Times that CoreNLP reads the text, short and long: it is slower by far. */
const PEER_SHORT = 4
const PEER_LONG = 24

const wordsIn = (text: string): number =>
  parseText(text).sentences.reduce((sum, sentence) => sum + sentence.tokens.length, 0)

/** Reads the text as so many articles, entities and statements included; the words of all of them. */
const readWhole = (): number => {
  const words = wordsIn(TEXT)
  const article = { id: 'bench', title: 'Cement works', date: '2024-04-03', language: 'en', url: null, publisher: null }
  for (let i = 0; i < REPEATS; i++) readArticle({ ...article, text: TEXT })
  return words * REPEATS
}

/** Words per second of this reader; the first pass, which warms up, is not counted. */
const ownRate = (read: () => number): { words: number; perSecond: number; loadMs: number } => {
  const loading = performance.now()
  parseText('Japan sold cars.')
  const loadMs = performance.now() - loading
  read()
  const started = process.cpuUsage()
  const words = read()
  const used = process.cpuUsage(started)
  return { words, perSecond: Math.round(words / ((used.user + used.system) / 1e6)), loadMs: Math.round(loadMs) }
}

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>b</groupId><artifactId>b</artifactId><version>1</version>
<dependencies><dependency><groupId>edu.stanford.nlp</groupId><artifactId>stanford-corenlp</artifactId><version>${VERSION}</version></dependency>
<dependency><groupId>edu.stanford.nlp</groupId><artifactId>stanford-corenlp</artifactId><version>${VERSION}</version><classifier>models</classifier></dependency></dependencies></project>`

const { values } = parseArgs({
  options: {
    corenlp: { type: 'string' },
    fetch: { type: 'boolean', default: false },
    whole: { type: 'boolean', default: false },
  },
})
// Older versions had ssplit as an annotator of its own; 4.5 splits sentences with tokenize.
const annotators = values.whole ? 'tokenize,pos,lemma,ner,depparse' : 'tokenize,pos,depparse'

/** Processor seconds that CoreNLP takes for a text, its start included; null if it cannot run. */
const peerSeconds = (text: string, jars: string, folder: string): number | null => {
  const file = join(folder, 'text.txt')
  writeFileSync(file, text)
  const command =
    `TIMEFORMAT='cpu %U %S'; time java -Xmx3g -cp '${join(jars, '*')}' edu.stanford.nlp.pipeline.StanfordCoreNLP ` +
    `-annotators ${annotators} -threads 1 -file '${file}' -outputFormat conllu -outputDirectory '${folder}'`
  const run = spawnSync('bash', ['-c', command], { encoding: 'utf8', maxBuffer: 1 << 28 })
  const used = /cpu ([\d.]+) ([\d.]+)/.exec(run.stderr)
  return run.status !== 0 || used === null ? null : Number(used[1]) + Number(used[2])
}

/** Words per second of CoreNLP: a long text less a short one, so that loading and warming up do not count. */
const peerRate = (words: number, jars: string, folder: string): number | null => {
  const short = peerSeconds(`${TEXT}\n\n`.repeat(PEER_SHORT), jars, folder)
  if (short === null) return null
  const long = peerSeconds(`${TEXT}\n\n`.repeat(PEER_LONG), jars, folder)
  return long === null ? null : Math.round((words * (PEER_LONG - PEER_SHORT)) / REPEATS / Math.max(0.1, long - short))
}

const text = `${TEXT}\n\n`.repeat(REPEATS)
const own = ownRate(values.whole ? readWhole : () => wordsIn(text))
process.stdout.write(
  `entente   ${own.words} words, ${own.perSecond} words/s of one core, models loaded in ${own.loadMs} ms\n`,
)

const folder = mkdtempSync(join(tmpdir(), 'entente-bench-'))
let peer: number | null = null
if (spawnSync('java', ['-version']).status !== 0) process.stdout.write('corenlp   no Java here, not run\n')
else {
  let jars = values.corenlp ?? null
  if (jars === null && values.fetch) {
    jars = join(folder, 'jars')
    mkdirSync(jars)
    writeFileSync(join(folder, 'pom.xml'), pom)
    const got = spawnSync(
      'mvn',
      ['-q', '-f', join(folder, 'pom.xml'), 'dependency:copy-dependencies', `-DoutputDirectory=${jars}`],
      { encoding: 'utf8' },
    )
    if (got.status !== 0) {
      process.stdout.write(
        `corenlp   Maven could not bring the jars: ${(got.stdout || got.stderr || '').slice(0, 200)}\n`,
      )
      jars = null
    }
  }
  if (jars === null) process.stdout.write('corenlp   no jars given (--corenlp DIR or --fetch), not run\n')
  else {
    peer = peerRate(own.words, jars, folder)
    process.stdout.write(
      peer === null
        ? 'corenlp   did not run\n'
        : `corenlp   ${peer} words/s of processor time (${VERSION}, ${annotators}, one thread)\n`,
    )
    if (peer !== null) process.stdout.write(`ratio     ${(own.perSecond / peer).toFixed(1)}\n`)
  }
}
rmSync(folder, { recursive: true, force: true })
process.stdout.write(
  `${JSON.stringify({ annotators, wordsPerSecond: own.perSecond, loadMs: own.loadMs, peerWordsPerSecond: peer, ratio: peer === null ? null : Math.round((10 * own.perSecond) / peer) / 10 })}\n`,
)
