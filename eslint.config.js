/** What a reader should not have to check by eye: lost promises, swallowed errors, hidden inputs of the pure rules. */
import js from '@eslint/js';
import salesforce from '@salesforce/eslint-config-lwc';
import hubspot from '@hubspot/eslint-config-ui-extensions';
import tseslint from 'typescript-eslint';

const swallowed = [
  {
    selector: 'CatchClause > BlockStatement[body.length=0]',
    message: 'Handle the error, or let it pass: an empty catch hides it.',
  },
  {
    selector:
      "CallExpression[callee.property.name='catch'] > ArrowFunctionExpression > BlockStatement[body.length=0]",
    message: 'Handle the error, or let it pass: an empty catch hides it.',
  },
];

const hiddenInputs = [
  {
    selector: "NewExpression[callee.name='Date']:not([arguments.length=1])",
    message: 'Take the instant (UTC ms) as an argument: this reads the clock or the process zone.',
  },
  {
    selector:
      'CallExpression[callee.property.name=/^(get|set)(Date|Day|FullYear|Hours|Minutes|Seconds|Milliseconds|Month|TimezoneOffset)$/]',
    message: 'This reads the process zone; use the UTC method, or Temporal with an explicit zone.',
  },
  {
    selector: "MemberExpression[object.name='Temporal'][property.name='Now']",
    message: 'Take the instant as an argument.',
  },
  {
    selector:
      ":matches(NewExpression, CallExpression)[callee.object.name='Intl']:matches([arguments.length=0], [arguments.0.name='undefined'])",
    message: 'Name the locale: the default differs from machine to machine.',
  },
  {
    selector:
      "CallExpression[callee.property.name=/^toLocale/]:matches([arguments.length=0], [arguments.0.name='undefined'])",
    message: 'Name the locale: the default differs from machine to machine.',
  },
  {
    selector: "CallExpression[callee.property.name='localeCompare'][arguments.length<2]",
    message: 'Compare with < and >, or name the locale: the default differs from machine to machine.',
  },
];

const impureGlobals = [
  'process',
  'Buffer',
  'console',
  'fetch',
  'performance',
  'crypto',
  'setTimeout',
  'setInterval',
  'setImmediate',
];

const browser = Object.fromEntries(
  ['document', 'window', 'CustomEvent', 'crypto', 'setTimeout', 'clearTimeout', 'setImmediate'].map(
    (name) => [name, 'readonly'],
  ),
);

export default tseslint.config(
  {
    ignores: ['**/node_modules', '**/lib', 'coverage', '.alongside', 'test/judges', '**/alongsideWords'],
  },
  js.configs.recommended,
  {
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-console': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
      'no-empty': ['error', { allowEmptyCatch: true }],
      'no-restricted-syntax': ['error', ...swallowed],
      // What comes from outside holds control characters, and we have to name them to refuse them.
      'no-control-regex': 'off',
      'preserve-caught-error': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['shared/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...impureGlobals],
      'no-restricted-imports': ['error', { patterns: ['node:*'] }],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Take the instant (UTC ms) as an argument.' },
        { object: 'Math', property: 'random', message: 'Derive it from a key or a hash.' },
      ],
      'no-restricted-syntax': ['error', ...swallowed, ...hiddenInputs],
    },
  },
  {
    // HubSpot's own rules for code that runs in its worker, each of them as an error.
    files: ['hubspot-app/src/**/*.{ts,tsx}'],
    plugins: { '@hubspot/ui-extensions': hubspot },
    languageOptions: { globals: { crypto: 'readonly' } },
    rules: Object.fromEntries(
      Object.keys(hubspot.rules).map((name) => [`@hubspot/ui-extensions/${name}`, 'error']),
    ),
  },
  {
    files: [
      'server/cli/**',
      'server/demo.ts',
      'server/sandbox/main.ts',
      'server/sandbox/workbench/hubspot/browser/**',
      'test/**',
      '**/*.config.*',
    ],
    rules: { 'no-console': 'off' },
  },
  ...salesforce.configs.recommended.map((config) => ({
    ...config,
    files: ['salesforce-package/**/lwc/**/*.js', 'test/cards/salesforce/lightning/**/*.js'],
  })),
  {
    files: ['salesforce-package/**/lwc/**/*.js', 'test/cards/salesforce/**/*.js'],
    languageOptions: { globals: browser },
  },
  {
    files: ['test/cards/salesforce/lightning/**/*.js'],
    rules: { '@lwc/lwc/no-api-reassignments': 'off' },
  },
);
