/** The queries that must never run, by threat: what the gate as a whole refuses, and what each layer of it is tried with. */

export const writingClauses = [
  'CREATE (n:Attack)',
  'create (n:Attack)',
  'CrEaTe (n:Attack)-[:R]->(m:Attack)',
  'INSERT (n:Attack)',
  'MERGE (n:Attack {id: 1})',
  'MERGE (n:Country {id: "country:JPN"}) ON MATCH SET n.name = "x"',
  'MATCH (n) SET n.name = "x"',
  'MATCH (n:Country) SET n += {name: "x"}',
  'MATCH (n:Country) SET n:Attack',
  'MATCH (n:Country) REMOVE n.name',
  'MATCH (n:Country) REMOVE n:Country',
  'MATCH (n) DELETE n',
  'MATCH (n) DETACH DELETE n',
  'MATCH (n) NODETACH DELETE n',
  'MATCH ()-[r]->() DELETE r',
  'FOREACH (x IN [1] | CREATE (:Attack))',
  'MATCH (n:Country) FOREACH (x IN [n] | SET x.name = "x")',
]

export const places: [string, (clause: string) => string][] = [
  ['alone', (clause) => clause],
  ['before RETURN', (clause) => `${clause} RETURN 1 AS x`],
  ['after a comment', (clause) => `/* MATCH (n) RETURN n */ ${clause}`],
  ['after a line comment', (clause) => `// MATCH (n) RETURN n\n${clause}`],
  ['after newlines and tabs', (clause) => `\n\t\r\n ${clause}`],
  ['with a comment for each space', (clause) => clause.replaceAll(' ', ' /**/ ')],
  ['after WITH', (clause) => `WITH 1 AS x ${clause}`],
  ['in CALL {}', (clause) => `CALL { ${clause} RETURN 1 AS x } RETURN x`],
  ['in CALL () {}', (clause) => `MATCH (z) CALL (z) { ${clause} } RETURN z`],
  ['in the second branch of a UNION', (clause) => `RETURN 1 AS x UNION ${clause} RETURN 1 AS x`],
  ['in EXISTS {}', (clause) => `MATCH (z) WHERE EXISTS { ${clause} } RETURN z`],
  ['in COUNT {}', (clause) => `RETURN COUNT { ${clause} RETURN 1 AS x } AS c`],
  ['in COLLECT {}', (clause) => `RETURN COLLECT { ${clause} RETURN 1 AS x } AS c`],
  ['as a second statement', (clause) => `RETURN 1 AS x; ${clause}`],
  ['in transactions', (clause) => `MATCH (z) CALL { WITH z ${clause} } IN TRANSACTIONS OF 1 ROWS`],
]

export const administration: Record<string, string[]> = {
  'indexes and constraints': [
    'CREATE INDEX attack FOR (n:Country) ON (n.name)',
    'CREATE TEXT INDEX attack IF NOT EXISTS FOR (n:Country) ON (n.name)',
    'CREATE CONSTRAINT attack FOR (n:Country) REQUIRE n.name IS UNIQUE',
    'DROP INDEX attack',
    'DROP CONSTRAINT attack IF EXISTS',
    'CREATE FULLTEXT INDEX attack FOR (n:Country) ON EACH [n.name]',
  ],
  'databases, users, roles': [
    'CREATE DATABASE attack',
    'DROP DATABASE neo4j',
    'ALTER DATABASE neo4j SET ACCESS READ ONLY',
    'START DATABASE neo4j',
    'STOP DATABASE neo4j',
    "CREATE USER attack SET PASSWORD 'attackattack'",
    'ALTER CURRENT USER SET PASSWORD FROM "a" TO "b"',
    'DROP USER neo4j',
    'GRANT ROLE admin TO attack',
    'DENY TRAVERSE ON GRAPH * TO attack',
    'REVOKE ROLE admin FROM attack',
    'CREATE ALIAS a FOR DATABASE neo4j',
  ],
  'transactions of others': [
    "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
    'SHOW TRANSACTIONS YIELD transactionId AS t TERMINATE TRANSACTIONS t',
  ],
  'what the server tells of itself': [
    'SHOW USERS',
    'SHOW CURRENT USER',
    'SHOW DATABASES',
    'SHOW SETTINGS',
    'SHOW TRANSACTIONS',
    'SHOW PROCEDURES',
    'SHOW FUNCTIONS',
    'SHOW INDEXES',
    'SHOW CONSTRAINTS',
    'SHOW PRIVILEGES',
    'SHOW PROCEDURES YIELD name RETURN name',
  ],
  'another graph': [
    'USE system MATCH (n) RETURN n',
    'USE graph.byName("system") RETURN 1 AS x',
    'CALL { USE system MATCH (n) RETURN n } RETURN n',
  ],
  'plans and options': [
    'EXPLAIN MATCH (n) RETURN n',
    'PROFILE MATCH (n) RETURN n',
    'PROFILE CREATE (n:Attack)',
    'EXPLAIN CREATE (n:Attack)',
    'CYPHER 25 MATCH (n) RETURN n',
    'CYPHER 5 MATCH (n) RETURN n',
    'CYPHER runtime=slotted MATCH (n) RETURN n',
    'CYPHER planner=cost EXPLAIN MATCH (n) RETURN n',
    'MATCH (n:Country) USING SCAN n:Country RETURN n',
  ],
}

export const procedures = [
  "CALL apoc.load.json('http://127.0.0.1') YIELD value RETURN value",
  "CALL apoc.load.csv('file:///etc/hostname')",
  'CALL apoc.import.csv([], [], {})',
  "CALL apoc.export.csv.all('/tmp/attack.csv', {})",
  "CALL apoc.cypher.run('CREATE (n)', {})",
  "CALL apoc.cypher.doIt('CREATE (n)', {}) YIELD value RETURN value",
  'CALL dbms.listConfig()',
  'CALL dbms.components() YIELD name RETURN name',
  "CALL dbms.killQuery('1')",
  "CALL db.createLabel('Attack')",
  "CALL db.index.fulltext.queryNodes('attack', 'x')",
  'CALL db.awaitIndexes(1000)',
  "CALL genai.vector.encodeBatch(['a'], 'OpenAI', {})",
  'CALL tx.setMetaData({a: 1})',
  "CALL `apoc`.`load`.`json`('x')",
  "CALL `apoc.load.json`('x')",
  "CALL apoc . load . json ('x')",
  "CALL apoc/**/./**/load/**/.json('x')",
  "CALL\napoc\n.load\n.json('x')",
  'CALL APOC.LOAD.JSON("x")',
  'CALL dbms.components',
  "WITH 1 AS x CALL apoc.load.json('x') YIELD value RETURN value",
  "CALL { CALL apoc.load.json('x') YIELD value RETURN value } RETURN value",
  "OPTIONAL CALL apoc.load.json('x') YIELD value RETURN value",
]

export const functions = [
  "RETURN apoc.load.json('x') AS x",
  "RETURN apoc.cypher.runFirstColumnSingle('CREATE (n)', {}) AS x",
  "RETURN `apoc`.`text`.`join`(['a'], '') AS x",
  "RETURN genai.vector.encode('a', 'OpenAI', {}) AS x",
  'RETURN file() AS x',
  'RETURN linenumber() AS x',
  'RETURN db.nameFromElementId("1") AS x',
  'RETURN graph.names() AS x',
  'RETURN graph.propertiesByName("system") AS x',
  'RETURN randomUUID() AS x',
  'RETURN vector.similarity.cosine([1.0], [1.0]) AS x',
]

/** What other embedded engines would take for input and output. */
export const otherEngines = [
  "LOAD FROM '/etc/hostname' RETURN *",
  "COPY Country FROM '/etc/hostname'",
  "COPY (MATCH (n) RETURN n) TO '/tmp/attack.csv'",
  "IMPORT DATABASE '/tmp/attack'",
  "EXPORT DATABASE '/tmp/attack'",
  'INSTALL httpfs',
  'LOAD EXTENSION httpfs',
  "ATTACH '/tmp/attack' AS a (dbtype duckdb)",
  'DETACH a',
  'CALL show_tables() RETURN *',
  'CALL db_version()',
  'PRAGMA database_list',
]

/** LOAD CSV in all its places. */
export const loading = (address: string): string[] => [
  `LOAD CSV FROM '${address}' AS line RETURN line`,
  `load csv with headers from "${address}" as line return line`,
  `LOAD/**/CSV FROM '${address}' AS line RETURN line`,
  `WITH '${address}' AS url LOAD CSV FROM url AS line RETURN line`,
  `CALL { LOAD CSV FROM '${address}' AS line RETURN line } RETURN line`,
]

/** All of these by threat. */
export const threats: Record<string, string[]> = {
  writes: places.flatMap(([, within]) => writingClauses.map(within)),
  ...administration,
  files: loading('file:///etc/hostname'),
  procedures,
  functions,
  'other engines': otherEngines,
}
