/**
 * Sentences of this field's style, written for the tests, with trees made by hand after UD English. One line each: the
 * sentence, then every token as `form:head:relation`, heads counted from 1, 0 for the root, `_` where UD leaves room.
 */
export const TRADE_TREES: readonly (readonly [string, string])[] = [
  ['Kazakhstan exports wheat.', 'Kazakhstan:2:nsubj exports:0:root wheat:2:obj .:2:punct'],
  ['Kazakhstan exports wheat to Iran.', 'Kazakhstan:2:nsubj exports:0:root wheat:2:obj to:5:case Iran:2:obl .:2:punct'],
  [
    'Turkey imports gas from Azerbaijan and Iran.',
    'Turkey:2:nsubj imports:0:root gas:2:obj from:5:case Azerbaijan:2:obl and:7:cc Iran:5:conj .:2:punct',
  ],
  [
    'Exports of machinery rose by 12% in May.',
    'Exports:4:nsubj of:3:case machinery:1:nmod rose:0:root by:7:case 12:7:nummod %:4:obl in:9:case May:4:obl .:4:punct',
  ],
  ['Turkey, Serbia sign deal', 'Turkey:4:nsubj ,:3:punct Serbia:1:conj sign:0:root deal:4:obj'],
  ['Minister: trade to double', 'Minister:_:_ ::_:_ trade:5:nsubj to:5:mark double:_:_'],
  ['Egypt buys Russian wheat', 'Egypt:2:nsubj buys:0:root Russian:4:amod wheat:2:obj'],
  [
    'The two ministers discussed cooperation in shipbuilding.',
    'The:3:det two:3:nummod ministers:4:nsubj discussed:0:root cooperation:4:obj in:7:case shipbuilding:5:nmod .:4:punct',
  ],
  [
    'The plant was built by a Chinese company.',
    'The:2:det plant:4:nsubj:pass was:4:aux:pass built:0:root by:8:case a:8:det Chinese:8:amod company:4:obl .:4:punct',
  ],
  [
    'The agreement was signed in Tashkent on Friday.',
    'The:2:det agreement:4:nsubj:pass was:4:aux:pass signed:0:root in:6:case Tashkent:4:obl on:8:case Friday:4:obl .:4:punct',
  ],
  [
    'The company will supply 40 locomotives to Kazakhstan.',
    'The:2:det company:4:nsubj will:4:aux supply:0:root 40:6:nummod locomotives:4:obj to:8:case Kazakhstan:4:obl .:4:punct',
  ],
  [
    'Hungary has opened a trade office in Hanoi.',
    'Hungary:3:nsubj has:3:aux opened:0:root a:6:det trade:6:compound office:3:obj in:8:case Hanoi:_:_ .:3:punct',
  ],
  [
    'Vietnam plans to build a steel mill.',
    'Vietnam:2:nsubj plans:0:root to:4:mark build:2:xcomp a:7:det steel:7:compound mill:4:obj .:2:punct',
  ],
  [
    'The minister said that exports had doubled.',
    'The:2:det minister:3:nsubj said:0:root that:7:mark exports:7:nsubj had:7:aux doubled:3:ccomp .:3:punct',
  ],
  [
    'Trade Minister Amr Nassar visited Belgrade.',
    'Trade:2:compound Minister:3:nmod Amr:5:nsubj Nassar:3:flat visited:0:root Belgrade:5:obj .:5:punct',
  ],
  [
    "Egypt's Trade Minister Amr Nassar met his Serbian counterpart.",
    "Egypt:4:nmod 's:1:case Trade:4:compound Minister:5:nmod Amr:7:nsubj Nassar:5:flat met:0:root his:10:nmod Serbian:10:amod counterpart:7:obj .:7:punct",
  ],
  [
    'Amr Nassar, the trade minister of Egypt, arrived in Minsk.',
    'Amr:10:nsubj Nassar:1:flat ,:6:punct the:6:det trade:6:compound minister:1:appos of:8:case Egypt:6:nmod ,:6:punct arrived:0:root in:12:case Minsk:10:obl .:10:punct',
  ],
  [
    'The loan, which Japan granted in 2018, will finance a power station.',
    'The:2:det loan:11:nsubj ,:6:punct which:6:obj Japan:6:nsubj granted:2:acl in:8:case 2018:6:obl ,:6:punct will:11:aux finance:0:root a:14:det power:14:compound station:11:obj .:11:punct',
  ],
  [
    'We export primary aluminium and buy finished products.',
    'We:2:nsubj export:0:root primary:4:amod aluminium:2:obj and:6:cc buy:2:conj finished:8:amod products:6:obj .:2:punct',
  ],
  [
    'Poland and Norway agreed to cooperate on wind energy.',
    'Poland:4:nsubj and:3:cc Norway:1:conj agreed:0:root to:6:mark cooperate:4:xcomp on:9:case wind:9:compound energy:6:obl .:4:punct',
  ],
  [
    'A delegation of Indian investors is visiting Mozambique.',
    'A:2:det delegation:7:nsubj of:5:case Indian:5:amod investors:2:nmod is:7:aux visiting:0:root Mozambique:7:obj .:7:punct',
  ],
  [
    'The talks focused on rail, energy and agriculture.',
    'The:2:det talks:3:nsubj focused:0:root on:5:case rail:3:obl ,:7:punct energy:5:conj and:9:cc agriculture:5:conj .:3:punct',
  ],
  [
    'Brazil does not produce enough fertiliser.',
    'Brazil:4:nsubj does:4:aux not:4:advmod produce:0:root enough:6:amod fertiliser:4:obj .:4:punct',
  ],
  [
    'Bulgaria denied that it would sell the gas storage.',
    'Bulgaria:2:nsubj denied:0:root that:6:mark it:6:nsubj would:6:aux sell:2:ccomp the:9:det gas:9:compound storage:6:obj .:2:punct',
  ],
  [
    'The refinery in Tema will not be sold.',
    'The:2:det refinery:8:nsubj:pass in:4:case Tema:2:nmod will:8:aux not:8:advmod be:8:aux:pass sold:0:root .:8:punct',
  ],
  [
    'Chile is the largest producer of copper.',
    'Chile:5:nsubj is:5:cop the:5:det largest:5:amod producer:0:root of:7:case copper:5:nmod .:5:punct',
  ],
  [
    'Their trade turnover reached $2.5 billion last year.',
    'Their:3:nmod trade:3:compound turnover:4:nsubj reached:0:root $:4:obj 2.5:7:compound billion:5:nummod last:9:amod year:4:obl .:4:punct',
  ],
  [
    'The Swiss firm owns 51 per cent of the mine.',
    'The:3:det Swiss:3:amod firm:4:nsubj owns:0:root 51:_:_ per:_:_ cent:4:obj of:10:case the:10:det mine:7:nmod .:4:punct',
  ],
  [
    'Oman wants to attract investors from the Philippines.',
    'Oman:2:nsubj wants:0:root to:4:mark attract:2:xcomp investors:4:obj from:8:case the:8:det Philippines:5:nmod .:2:punct',
  ],
  [
    'The ministers signed a memorandum on digital trade.',
    'The:2:det ministers:3:nsubj signed:0:root a:5:det memorandum:3:obj on:8:case digital:8:amod trade:5:nmod .:3:punct',
  ],
  [
    'Georgia began to import electricity from Turkmenistan.',
    'Georgia:2:nsubj began:0:root to:4:mark import:2:xcomp electricity:4:obj from:7:case Turkmenistan:_:_ .:2:punct',
  ],
  [
    'Armenia sells its diamonds to Botswana.',
    'Armenia:2:nsubj sells:0:root its:4:nmod diamonds:2:obj to:6:case Botswana:2:obl .:2:punct',
  ],
  [
    'The duties were imposed by Mexico in March.',
    'The:2:det duties:4:nsubj:pass were:4:aux:pass imposed:0:root by:6:case Mexico:4:obl in:8:case March:4:obl .:4:punct',
  ],
  [
    'Duties imposed by Mexico hurt Vietnamese exporters.',
    'Duties:5:nsubj imposed:1:acl by:4:case Mexico:2:obl hurt:0:root Vietnamese:7:amod exporters:5:obj .:5:punct',
  ],
  [
    'The Ministry of Industry opposed the sale.',
    'The:2:det Ministry:5:nsubj of:4:case Industry:2:nmod opposed:0:root the:7:det sale:5:obj .:5:punct',
  ],
  [
    'Officials from both countries met in Geneva.',
    'Officials:5:nsubj from:4:case both:4:det countries:1:nmod met:0:root in:7:case Geneva:5:obl .:5:punct',
  ],
  [
    'He added that the project would create jobs.',
    'He:2:nsubj added:0:root that:7:mark the:5:det project:7:nsubj would:7:aux create:2:ccomp jobs:7:obj .:2:punct',
  ],
  [
    'Finland will help Ghana train engineers.',
    'Finland:3:nsubj will:3:aux help:0:root Ghana:3:obj train:3:xcomp engineers:5:obj .:3:punct',
  ],
  [
    'Bolivia supplies gas, while Paraguay ships soy.',
    'Bolivia:2:nsubj supplies:0:root gas:2:obj ,:7:punct while:7:mark Paraguay:7:nsubj ships:2:advcl soy:7:obj .:2:punct',
  ],
  [
    'Uruguay ships milk powder to Algeria.',
    'Uruguay:2:nsubj ships:0:root milk:4:compound powder:2:obj to:6:case Algeria:2:obl .:2:punct',
  ],
  ['Russia ships coal.', 'Russia:2:nsubj ships:0:root coal:2:obj .:2:punct'],
  [
    'Korean builders are restoring the port of Basra.',
    'Korean:2:amod builders:4:nsubj are:4:aux restoring:0:root the:6:det port:4:obj of:8:case Basra:6:nmod .:4:punct',
  ],
  [
    'The bank lent Zambia $30 million.',
    'The:2:det bank:3:nsubj lent:0:root Zambia:3:iobj $:3:obj 30:7:compound million:5:nummod .:3:punct',
  ],
  [
    '“Demand is growing,” said Manturov.',
    '“:4:punct Demand:4:nsubj is:4:aux growing:_:_ ,:_:_ ”:4:punct said:_:_ Manturov:7:nsubj .:_:_',
  ],
  [
    '"We will invest in Kenya," the chairman told reporters.',
    '":4:punct We:4:nsubj will:4:aux invest:_:_ in:6:case Kenya:4:obl ,:_:_ ":4:punct the:10:det chairman:11:nsubj told:_:_ reporters:11:_ .:_:_',
  ],
  [
    'According to the ministry, imports fell.',
    'According:4:case to:_:_ the:4:det ministry:7:obl ,:4:punct imports:7:nsubj fell:0:root .:7:punct',
  ],
  [
    'If prices rise, Nepal will buy less fuel.',
    'If:3:mark prices:3:nsubj rise:7:advcl ,:3:punct Nepal:7:nsubj will:7:aux buy:0:root less:9:amod fuel:7:obj .:7:punct',
  ],
  [
    'The visit helped to strengthen ties between Peru and Morocco.',
    'The:2:det visit:3:nsubj helped:0:root to:5:mark strengthen:3:xcomp ties:5:obj between:8:case Peru:6:nmod and:10:cc Morocco:8:conj .:3:punct',
  ],
  [
    'Siemens won a contract to modernise the grid.',
    'Siemens:2:nsubj won:0:root a:4:det contract:2:obj to:6:mark modernise:4:acl the:8:det grid:6:obj .:2:punct',
  ],
  [
    'The joint venture produces buses for the Tunisian market.',
    'The:3:det joint:3:amod venture:4:nsubj produces:0:root buses:4:obj for:9:case the:9:det Tunisian:9:amod market:_:_ .:4:punct',
  ],
  [
    'Slovak carmakers rely on parts made in Tunisia.',
    'Slovak:2:amod carmakers:3:nsubj rely:0:root on:5:case parts:3:obl made:5:acl in:8:case Tunisia:6:obl .:3:punct',
  ],
  [
    'Since 2010 the countries have traded in dollars.',
    'Since:2:case 2010:6:obl the:4:det countries:6:nsubj have:6:aux traded:0:root in:8:case dollars:6:obl .:6:punct',
  ],
  [
    'President Tokayev praised the Omani investors.',
    'President:2:nmod Tokayev:3:nsubj praised:0:root the:6:det Omani:6:amod investors:3:obj .:3:punct',
  ],
  [
    'The port, the largest in Africa, handles containers from Asia.',
    'The:2:det port:9:nsubj ,:5:punct the:5:det largest:2:appos in:7:case Africa:5:nmod ,:5:punct handles:0:root containers:9:obj from:12:case Asia:10:nmod .:9:punct',
  ],
  [
    'Iceland could become a supplier of green hydrogen.',
    'Iceland:3:nsubj could:3:aux become:0:root a:5:det supplier:3:xcomp of:8:case green:8:amod hydrogen:5:nmod .:3:punct',
  ],
  [
    'There are plans to expand the airport.',
    'There:2:expl are:0:root plans:2:nsubj to:5:mark expand:3:acl the:7:det airport:5:obj .:2:punct',
  ],
  [
    'The Czech side offered turbines at lower prices.',
    'The:3:det Czech:3:amod side:4:nsubj offered:0:root turbines:4:obj at:8:case lower:8:amod prices:4:obl .:4:punct',
  ],
  [
    'Laos bought 150 tractors from Belarus in August.',
    'Laos:2:nsubj bought:0:root 150:4:nummod tractors:2:obj from:6:case Belarus:_:_ in:8:case August:2:obl .:2:punct',
  ],
  [
    'The embassy organised a forum for exporters of tea.',
    'The:2:det embassy:3:nsubj organised:0:root a:5:det forum:3:obj for:7:case exporters:5:nmod of:9:case tea:7:nmod .:3:punct',
  ],
  [
    'Both sides stressed the importance of free trade.',
    'Both:2:det sides:3:nsubj stressed:0:root the:5:det importance:3:obj of:8:case free:8:amod trade:5:nmod .:3:punct',
  ],
  [
    'Gabon cancelled the order for ferries because the yard missed its deadline.',
    'Gabon:2:nsubj cancelled:0:root the:4:det order:2:obj for:6:case ferries:4:nmod because:10:mark the:9:det yard:10:nsubj missed:2:advcl its:12:nmod deadline:10:obj .:2:punct',
  ],
  [
    'Lithium from Argentina goes to battery makers in Korea.',
    'Lithium:4:nsubj from:3:case Argentina:1:nmod goes:0:root to:7:case battery:7:compound makers:4:obl in:9:case Korea:7:nmod .:4:punct',
  ],
  [
    'The consortium includes banks from Italy, France and Spain.',
    'The:2:det consortium:3:nsubj includes:0:root banks:3:obj from:6:case Italy:4:nmod ,:8:punct France:6:conj and:10:cc Spain:6:conj .:3:punct',
  ],
  [
    'KUWAIT FUNDS WATER PLANT IN SENEGAL',
    'KUWAIT:2:nsubj FUNDS:0:root WATER:4:compound PLANT:2:obj IN:6:case SENEGAL:_:_',
  ],
  [
    'India to supply vaccines to Colombia',
    'India:3:nsubj to:3:mark supply:0:root vaccines:3:obj to:6:case Colombia:3:obl',
  ],
  [
    'Ethiopia, China sign rail agreement',
    'Ethiopia:4:nsubj ,:3:punct China:1:conj sign:0:root rail:6:compound agreement:4:obj',
  ],
]
