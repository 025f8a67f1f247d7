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
  'gmbh|mbh|ag|kg|ug|ek|co|ltd|limited|plc|llp|inc|incorporated|llc|corp|corporation|company|sarl|sas|sa|srl|spa|snc|sl|slu|bv|nv|vof|ab|hb|aktiebolag|aktiengesellschaft|sp z o o|sp j|s a r l|s p a|s r l|s n c|s l u|s l|s a|a g|g m b h|e k|b v|n v|v o f';

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const listed = (texts: readonly string[]): string => `[${texts.map(quoted).join(', ')}]`;

const COUNTRY_NAMES = {
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
} as const;
const countryCases = Object.entries(COUNTRY_NAMES)
  .map(([name, code]) => `WHEN ${quoted(name)} THEN ${quoted(code)}`)
  .join(' ');

/** A domain shared by hosts of people or pages says nothing; whatever else stands there is a key. */
const own = (site: string): string =>
  `CASE WHEN ${site} NOT IN ('', ${SHARED_DOMAINS.map(quoted).join(', ')}) THEN ${site} END`;

const read = (table: string, file: string): string => `
  CREATE TABLE ${table} AS
  WITH raw AS (
    SELECT id, upper(country) AS country, lower(city) AS city, nullif(duns, '') AS duns,
      regexp_extract(lower(website), '^(?:https?://)?(?:www\\.)?([^/:?#]+)', 1) AS site,
      split_part(lower(email), '@', 2) AS mail,
      trim(regexp_replace(
        regexp_replace(strip_accents(lower(name)), '[^a-z0-9]+', ' ', 'g'),
        '\\b(?:${LEGAL_FORMS})\\b ?', '', 'g')) AS name
    FROM read_csv(${quoted(file)}, header = true, all_varchar = true)
  )
  SELECT (row_number() OVER ())::UINTEGER AS n, id, name, city, duns,
    coalesce(${own('site')}, ${own('mail')}) AS domain,
    CASE country WHEN '' THEN NULL ${countryCases} ELSE country END AS country
  FROM raw`;

/** What more rows of theirs share finds nobody. */
const rare = (column: string, from: string): string =>
  `(SELECT ${column} FROM ${from} GROUP BY ALL HAVING count(*) <= ${RARE})`;

const words = (table: string): string => `
  CREATE TABLE ${table}_words AS
  SELECT DISTINCT n, word FROM (SELECT n, unnest(string_split(name, ' ')) AS word FROM ${table}) WHERE length(word) >= 3`;

const CANDIDATES = `
  SELECT o.n AS o, t.n AS t FROM ours o JOIN theirs t USING (domain) SEMI JOIN ${rare('domain', 'theirs')} USING (domain)
  UNION
  SELECT o.n, t.n FROM ours o JOIN theirs t USING (name, country)
    SEMI JOIN ${rare('name, country', 'theirs')} USING (name, country) WHERE name <> ''
  UNION
  SELECT o.n, t.n FROM ours_words o JOIN theirs_words t USING (word) SEMI JOIN ${rare('word', 'theirs_words')} USING (word)`;

const STEPS: readonly (readonly [string, string])[] = [
  ['read ours', read('ours', ours)],
  ['read theirs', read('theirs', theirs)],
  ['words of ours', words('ours')],
  ['words of theirs', words('theirs')],
  ['candidates', `CREATE TABLE candidates AS ${CANDIDATES}`],
  // Names are compared only where the rest leaves a chance.
  [
    'score',
    `CREATE TABLE scored AS
     SELECT *, CASE WHEN same_domain OR same_duns OR same_country IS DISTINCT FROM false
                    THEN jaro_winkler_similarity(our_name, their_name) ELSE 0 END AS alike
     FROM (SELECT o.id AS ours_id, t.id AS theirs_id, o.name AS our_name, t.name AS their_name,
             o.domain = t.domain AS same_domain, o.country = t.country AS same_country,
             o.city = t.city AS same_city, o.duns = t.duns AS same_duns
           FROM candidates c JOIN ours o ON o.n = c.o JOIN theirs t ON t.n = c.t)
     WHERE alike >= ${LIKELY} OR same_domain OR same_duns`,
  ],
  [
    'write',
    `COPY (
       SELECT ours_id, theirs_id, round(100 * alike, 1) AS score,
         CASE WHEN same_duns OR (same_domain AND alike >= ${SURE} AND same_country IS DISTINCT FROM false)
              THEN 'sure' ELSE 'likely' END AS tier,
         concat_ws('; ', 'names alike ' || round(100 * alike) || ' %',
           CASE WHEN same_domain THEN 'same domain' WHEN NOT same_domain THEN 'other domain' END,
           CASE WHEN same_country THEN 'same country' WHEN NOT same_country THEN 'other country' END,
           CASE WHEN same_city THEN 'same city' END,
           CASE WHEN same_duns THEN 'same DUNS' WHEN NOT same_duns THEN 'other DUNS' END) AS reasons
       FROM scored WHERE same_duns IS DISTINCT FROM false
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
