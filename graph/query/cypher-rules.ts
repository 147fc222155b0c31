/**
 * What of Cypher a stranger may use: a list of grammar rules, functions and procedures that only read the graph.
 * Nothing is refused by name: what is not on a list is not allowed, so that what is new in a grammar stays out.
 * Data only; `inspect-cypher.ts` holds a query against it.
 */

/** Rules of Neo4j's own grammar that a query may be made of. Left out: writing, files, administration, options. */
export const allowedRules: ReadonlySet<string> = new Set(
  `statementsOrCommands statementOrCommand preparsedStatement statements statement regularQuery union singleQuery clause
   returnClause returnBody returnItem returnItems orderItem ascToken descToken orderBy skip limit whereClause withClause
   matchClause unwindClause callClause procedureName procedureArgument procedureResultItem subqueryClause subqueryScope
   orderBySkipLimitClause patternList pattern anonymousPattern shortestPathPattern patternElement selector
   nonNegativeIntegerSpecification groupToken pathToken pathPatternNonEmpty nodePattern parenthesizedPath nodeLabels
   nodeLabelsIs labelType relType labelOrRelType properties relationshipPattern leftArrow arrowLine rightArrow pathLength
   labelExpression labelExpression4 labelExpression3 labelExpression2 labelExpression1 expression expression11
   expression10 expression9 expression8 expression7 comparisonExpression6 expression6 expression5 expression4 expression3
   expression2 postFix property propertyExpression expression1 literal caseExpression caseAlternative
   extendedCaseExpression extendedCaseAlternative extendedWhen listComprehension patternComprehension reduceExpression
   listItemsPredicate trimFunction patternExpression shortestPathExpression parenthesizedExpression mapProjection
   mapProjectionElement countStar existsExpression countExpression collectExpression numberLiteral signedIntegerLiteral
   listLiteral propertyKeyName parameter parameterName functionInvocation functionArgument functionName namespace
   variable normalForm normalizeFunction type typePart typeName typeNullability typeListSuffix yieldItem yieldClause
   stringLiteral stringListLiteral stringList map symbolicVariableNameString escapedSymbolicVariableNameString
   unescapedSymbolicVariableNameString symbolicNameString escapedSymbolicNameString unescapedSymbolicNameString
   unescapedSymbolicNameString_ endOfFile`.split(/\s+/),
)

/** What a refused rule is called in words, where its own name would not tell a person enough. */
export const ruleWords: Readonly<Record<string, string>> = {
  createClause: 'CREATE',
  insertClause: 'INSERT',
  setClause: 'SET',
  removeClause: 'REMOVE',
  deleteClause: 'DELETE',
  mergeClause: 'MERGE',
  foreachClause: 'FOREACH',
  loadCSVClause: 'LOAD CSV',
  useClause: 'USE',
  subqueryInTransactionsParameters: 'CALL … IN TRANSACTIONS',
  preparserOption: 'EXPLAIN, PROFILE and CYPHER options',
  preparserKeyword: 'EXPLAIN, PROFILE and CYPHER options',
  command: 'administration',
  consoleCommand: 'console commands',
  quantifier: 'a quantified path; write -[*1..3]- instead',
  hint: 'USING hints',
  dynamicExpression: 'dynamic labels',
  dynamicAnyAllExpression: 'dynamic labels',
  dynamicProperty: 'dynamic properties in patterns',
}

/** Functions by lower-case name. They compute from the graph's values and reach nothing else. */
export const allowedFunctions: ReadonlySet<string> = new Set(
  `count sum avg min max collect stdev stdevp percentilecont percentiledisc
   coalesce nullif head last tail size length reverse range keys labels type nodes relationships properties
   startnode endnode id elementid exists isempty all any none single
   tointeger tointegerornull tointegerlist tofloat tofloatornull tofloatlist toboolean tobooleanornull tobooleanlist
   tostring tostringornull tostringlist valuetype char_length character_length
   left right ltrim rtrim btrim trim lower upper tolower toupper replace split substring normalize
   abs ceil floor round sign sqrt exp log log10 e pi sin cos tan asin acos atan atan2 degrees radians isnan
   date date.truncate datetime datetime.truncate localdatetime localdatetime.truncate time localtime
   duration duration.between duration.indays duration.inmonths duration.inseconds
   point point.distance`.split(/\s+/),
)

/** Procedures by lower-case name: the graph's shape, nothing else. */
export const allowedProcedures: ReadonlySet<string> = new Set(
  'db.labels db.relationshiptypes db.propertykeys db.schema.visualization db.schema.nodetypeproperties db.schema.reltypeproperties'.split(
    ' ',
  ),
)

/** Steps of `-[*1..n]-`; and of such a pattern within shortestPath, where the engine does not walk every way. */
export const maxPathLength = 4
export const maxShortestPathLength = 8
