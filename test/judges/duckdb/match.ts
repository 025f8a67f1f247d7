/** What a data engineer would write in SQL to match two lists: `node match.ts OURS.csv THEIRS.csv OUT.csv`. One JSON line at the end. */
import { DuckDBInstance } from '@duckdb/node-api';

const [ours, theirs, out] = process.argv.slice(2);
if (ours === undefined || theirs === undefined || out === undefined)
  throw new TypeError('Say which files: node match.ts OURS.csv THEIRS.csv OUT.csv');

const THREADS = 2;
const RARE = 100;
const SURE = 0.85;
const LIKELY = 0.88;

const SHARED_DOMAINS = [
  'gmail.com',
  'outlook.com',
  'yahoo.com',
  'gmx.de',
  'web.de',
  'hotmail.com',
  'orange.fr',
  'libero.it',
  'icloud.com',
  'wp.pl',
  'linkedin.com',
  'facebook.com',
  'instagram.com',
];
const LEGAL_FORMS =
  'gmbh mbh ag kg ug ek co ltd limited plc llp inc incorporated llc corp corporation company sarl sas sa srl spa snc sl slu bv nv vof ab hb aktiebolag aktiengesellschaft sp zoo z o o j s a r l p n c v b u g h e und and et y en i och';

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const listed = (texts: readonly string[]): string => `[${texts.map(quoted).join(', ')}]`;

const read = (table: string, file: string): string => `
  CREATE TABLE ${table} AS
  WITH raw AS (SELECT * FROM read_csv(${quoted(file)}, header = true, all_varchar = true)),
  parts AS (
    SELECT id,
      regexp_extract(lower(website), '^(?:https?://)?(?:www\\.)?([^/:?#]+)', 1) AS site,
      split_part(lower(email), '@', 2) AS mail,
      list_filter(
        string_split_regex(regexp_replace(strip_accents(lower(name)), '[^a-z0-9]+', ' ', 'g'), ' +'),
        lambda word: word <> '' AND NOT list_contains(${listed(LEGAL_FORMS.split(' '))}, word)
      ) AS words,
      upper(country) AS country, lower(city) AS city, duns
    FROM raw
  )
  SELECT (row_number() OVER ())::UINTEGER AS n, id,
    CASE WHEN site <> '' AND NOT list_contains(${listed(SHARED_DOMAINS)}, site) THEN site
         WHEN mail <> '' AND NOT list_contains(${listed(SHARED_DOMAINS)}, mail) THEN mail END AS domain,
    words, array_to_string(words, ' ') AS name,
    CASE country
      ${COUNTRY_NAMES()}
      ELSE country END AS country,
    city, nullif(duns, '') AS duns
  FROM parts`;

function COUNTRY_NAMES(): string {
  const names: Record<string, string> = {
    GERMANY: 'DE',
    DEUTSCHLAND: 'DE',
    'UNITED STATES': 'US',
    USA: 'US',
    'UNITED KINGDOM': 'GB',
    UK: 'GB',
    FRANCE: 'FR',
    ITALY: 'IT',
    ITALIA: 'IT',
    SPAIN: 'ES',
    ESPAÑA: 'ES',
    NETHERLANDS: 'NL',
    NEDERLAND: 'NL',
    POLAND: 'PL',
    POLSKA: 'PL',
    SWEDEN: 'SE',
    SVERIGE: 'SE',
    SWITZERLAND: 'CH',
    SCHWEIZ: 'CH',
    AUSTRIA: 'AT',
    ÖSTERREICH: 'AT',
  };
  return Object.entries(names)
    .map(([name, code]) => `WHEN ${quoted(name)} THEN ${quoted(code)}`)
    .join(' ');
}

/** A key that more rows of theirs share finds nobody. */
const rare = (column: string, where: string): string => `
  SELECT ${column} AS key FROM theirs WHERE ${where} GROUP BY ALL HAVING count(*) <= ${RARE}`;

const words = (table: string): string =>
  `CREATE TABLE ${table}_words AS SELECT DISTINCT n, unnest(words) AS word FROM ${table}`;

const STEPS: readonly (readonly [string, string])[] = [
  ['read ours', read('ours', ours)],
  ['read theirs', read('theirs', theirs)],
  ['words of ours', words('ours')],
  ['words of theirs', words('theirs')],
  [
    'candidates',
    `CREATE TABLE candidates AS
     SELECT o.n AS o, t.n AS t FROM ours o JOIN theirs t USING (domain)
       SEMI JOIN (${rare('domain', 'domain IS NOT NULL')}) AS rare ON rare.key = o.domain
     UNION
     SELECT o.n, t.n FROM ours o JOIN theirs t ON o.name = t.name AND o.country = t.country
       SEMI JOIN (${rare('name', "name <> ''")}) AS rare ON rare.key = o.name
     UNION
     SELECT o.n, t.n FROM ours_words o JOIN theirs_words t USING (word)
       SEMI JOIN (SELECT word FROM theirs_words WHERE length(word) >= 3 GROUP BY word HAVING count(*) <= ${RARE}) AS rare
         ON rare.word = o.word`,
  ],
  [
    'score',
    `CREATE TABLE scored AS
     SELECT o.id AS ours_id, t.id AS theirs_id, c.alike, o.domain = t.domain AS same_domain,
       o.country = t.country AS same_country, o.city = t.city AS same_city, o.duns = t.duns AS same_duns
     FROM (SELECT o, t, jaro_winkler_similarity(a.name, b.name) AS alike
           FROM candidates JOIN ours a ON a.n = o JOIN theirs b ON b.n = t) AS c
     JOIN ours o ON o.n = c.o JOIN theirs t ON t.n = c.t
     WHERE c.alike >= ${LIKELY} OR o.domain = t.domain OR o.duns = t.duns`,
  ],
  [
    'write',
    `COPY (
       SELECT ours_id, theirs_id, round(100 * alike, 1) AS score,
         CASE WHEN same_duns OR (same_domain AND alike >= ${SURE} AND same_country IS DISTINCT FROM false) THEN 'sure' ELSE 'likely' END AS tier,
         concat_ws('; ', 'names alike ' || round(100 * alike) || ' %',
           CASE WHEN same_domain THEN 'same domain' WHEN NOT same_domain THEN 'other domain' END,
           CASE WHEN same_country THEN 'same country' WHEN NOT same_country THEN 'other country' END,
           CASE WHEN same_city THEN 'same city' END) AS reasons
       FROM scored
       WHERE same_duns OR same_domain OR (same_country IS DISTINCT FROM false AND same_domain IS DISTINCT FROM true)
     ) TO ${quoted(out)} (HEADER)`,
  ],
];

const from = performance.now();
const instance = await DuckDBInstance.create(':memory:', { threads: String(THREADS) });
const connection = await instance.connect();
const phases: Record<string, number> = {};
for (const [name, sql] of STEPS) {
  const started = performance.now();
  await connection.run(sql);
  phases[name] = Math.round(performance.now() - started) / 1000;
}
const counted = await connection.runAndReadAll(
  'SELECT (SELECT count(*) FROM ours), (SELECT count(*) FROM theirs), (SELECT count(*) FROM candidates)',
);
const [row = []] = counted.getRowsJson();
const [oursCount, theirsCount, candidates] = row.map(Number);
const seconds = Math.round(performance.now() - from) / 1000;
console.log(JSON.stringify({ ours: oursCount, theirs: theirsCount, candidates, seconds, phases }));
