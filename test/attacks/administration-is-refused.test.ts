// Threat: a query that changes the schema, looks into the server, or steers how it is run.
import { test } from 'vitest'
import { describeAttack, expectRefused } from './attack-suite.ts'

const threats: Record<string, string[]> = {
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

await describeAttack('administration is refused', (attacked) => {
  for (const [threat, queries] of Object.entries(threats))
    test(threat, async () => {
      for (const query of queries) await expectRefused(attacked().api, query)
    })
})
