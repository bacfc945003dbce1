/** A name of a stream or field in SQL. It is quoted unless it is plain, because only plain ones survive bare. */
export function identifier(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) && !RESERVED.has(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** A text in SQL. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Words that the SQL of OpenObserve (DataFusion) or of its sample (DuckDB) reads as its own, in some place or other. */
const RESERVED = new Set(
  'all analyse analyze and anti any array as asc asof asymmetric at authorization between binary both by case cast check collate collation column columns concurrently constraint count create cross cube current_date current_time current_timestamp default deferrable desc describe distinct do else end except exists false fetch for foreign freeze from full generated glob group having ilike in initially inner intersect interval into is isnull join key lambda lateral leading left like limit map natural not notnull null offset on only or order outer overlaps pivot pivot_longer pivot_wider placing positional primary qualify references returning right rollup row rows select semi set show similar some struct summarize symmetric table tablesample then time timestamp to top trailing trim true try_cast union unique unpack unpivot user using values variadic verbose when where window with year'.split(
    ' ',
  ),
);
