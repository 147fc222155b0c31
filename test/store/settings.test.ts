/** The store's settings come from the environment, and a wrong one is named. */
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { storeSettingsFrom } from '../../graph/store/store-settings.ts'

describe('the settings of the store', () => {
  it('name the embedded store in .entente where nothing is set', () => {
    expect(storeSettingsFrom({})).toEqual({ dataFolder: resolve('.entente') })
    expect(storeSettingsFrom({ ENTENTE_DATA: '/x', NEO4J_URI: '' })).toEqual({ dataFolder: '/x' })
  })

  it('name Neo4j where its address is set', () => {
    const env = {
      ...{ NEO4J_URI: 'neo4j+s://host:7687', NEO4J_PASSWORD: 'p', NEO4J_DATABASE: 'd' },
      ...{
        NEO4J_POOL_SIZE: '7',
        NEO4J_CONNECT_TIMEOUT_MS: '900',
        ENTENTE_STATEMENT_TIMEOUT_MS: '5000',
        ENTENTE_QUERY_MEMORY: '1000',
      },
    }
    expect(storeSettingsFrom(env)).toMatchObject({
      neo4j: {
        uri: 'neo4j+s://host:7687',
        user: 'neo4j',
        password: 'p',
        database: 'd',
        poolSize: 7,
        connectTimeoutMs: 900,
      },
      statementTimeoutMs: 5000,
      queryMemory: 1000,
    })
  })

  for (const [env, message] of [
    [{ NEO4J_URI: 'http://host' }, /NEO4J_URI/],
    [{ NEO4J_URI: 'bolt://host', NEO4J_POOL_SIZE: 'many' }, /NEO4J_POOL_SIZE/],
    [{ NEO4J_URI: 'bolt://host', NEO4J_CA_FILE: '/x.pem' }, /NEO4J_CA_FILE goes with/],
    [{ NEO4J_URI: 'bolt+s://host', NEO4J_CA_FILE: '/no/such.pem' }, /NEO4J_CA_FILE: there is no file/],
    [{ ENTENTE_STATEMENT_TIMEOUT_MS: '-1' }, /ENTENTE_STATEMENT_TIMEOUT_MS/],
    [{ ENTENTE_QUERY_MEMORY: '1.5' }, /ENTENTE_QUERY_MEMORY/],
  ] as const)
    it(`are refused when they cannot be used: ${JSON.stringify(env)}`, () => {
      expect(() => storeSettingsFrom(env)).toThrow(message)
    })
})
