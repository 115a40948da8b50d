import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const tests = ['**/*.test.ts', '**/*.test.tsx'];
const toolConfigs = ['**/*.config.ts', '**/*.config.mjs'];

/** Syntax that is forbidden, with the reason that the reader of the error needs. */
const forbidden = {
  environment: [
    {
      selector: "MemberExpression[object.name='process'][property.name='env']",
      message: 'Only packages/config reads the environment: take the setting as a parameter.',
    },
    {
      selector: "ImportDeclaration[source.value=/^(node:)?process$/] ImportSpecifier[imported.name='env']",
      message: 'Only packages/config reads the environment.',
    },
  ],
  defaultExport: [
    {
      selector: 'ExportDefaultDeclaration',
      message: 'Named exports only: a name that is the same everywhere can be searched for.',
    },
  ],
  ownClock: [
    {
      selector: "NewExpression[callee.name='Date'][arguments.length=0]",
      message: "Every instant comes from the actor's clock.",
    },
    {
      selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
      message: "Every instant comes from the actor's clock.",
    },
  ],
  chineseText: [
    { selector: 'Literal[value=/[\\u4e00-\\u9fff]/]', message: 'Text belongs in packages/i18n.' },
    { selector: 'TemplateElement[value.raw=/[\\u4e00-\\u9fff]/]', message: 'Text belongs in packages/i18n.' },
    { selector: 'JSXText[value=/[\\u4e00-\\u9fff]/]', message: 'Text belongs in packages/i18n.' },
  ],
  englishText: [
    { selector: 'JSXText[value=/[A-Za-z]{2}/]', message: 'Text belongs in packages/i18n.' },
    {
      selector: 'JSXAttribute[name.name=/^(title|aria-label|placeholder|alt|label)$/] > Literal[value=/[A-Za-z]{2}/]',
      message: 'Text belongs in packages/i18n.',
    },
  ],
};

const forbid = (...groups) => ({ 'no-restricted-syntax': ['error', ...groups.flat()] });

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      '**/build/',
      '**/dist/',
      '**/generated/',
      '.huibao/',
      '**/.turbo/',
      '**/test-results/',
      '**/playwright-report/',
    ],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      // React calls an async handler and rightly ignores its promise.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      // An interface may ask for a promise where an implementation has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
      eqeqeq: 'error',
      'max-lines': ['error', { max: 400 }],
      'no-console': 'error',
      'no-empty': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
      'prefer-const': 'error',
      ...forbid(forbidden.environment, forbidden.defaultExport),
    },
  },
  {
    files: ['packages/{domain,services}/src/**'],
    ignores: tests,
    rules: forbid(forbidden.environment, forbidden.defaultExport, forbidden.ownClock),
  },
  {
    files: ['packages/{services,trpc,auth}/src/**', 'apps/{api,worker}/src/**'],
    ignores: tests,
    rules: forbid(forbidden.environment, forbidden.defaultExport, forbidden.ownClock, forbidden.chineseText),
  },
  {
    files: ['packages/ui/src/**'],
    ignores: tests,
    rules: forbid(forbidden.environment, forbidden.defaultExport, forbidden.chineseText, forbidden.englishText),
  },
  // Remix takes a route's component by its default export, and throws responses to redirect.
  {
    files: ['apps/web/**'],
    ignores: [...tests, ...toolConfigs],
    rules: {
      ...forbid(forbidden.environment, forbidden.chineseText, forbidden.englishText),
      '@typescript-eslint/only-throw-error': 'off',
    },
  },
  {
    files: ['apps/web/**', 'packages/ui/**'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  // The clock of a process is started at its edge.
  { files: ['apps/*/src/main.ts', '**/src/bin/**'], rules: { ...forbid(forbidden.environment), 'no-console': 'off' } },
  // The log of the web server is its standard error: it holds only what fails in it.
  { files: ['apps/web/app/entry.server.tsx'], rules: { 'no-console': ['error', { allow: ['error'] }] } },
  {
    files: ['packages/config/**', 'packages/{testing,demo,benchmark}/**', 'e2e/**', ...tests, ...toolConfigs],
    rules: { 'no-restricted-syntax': 'off' },
  },
  // What runs before anything is installed, or is read by a tool, is plain JavaScript without types.
  { files: ['**/*.mjs', '**/*.cjs'], ...tseslint.configs.disableTypeChecked },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    files: ['infra/**/*.mjs', 'apps/web/*.mjs', ...toolConfigs],
    rules: { 'no-restricted-syntax': 'off', 'no-console': 'off' },
  },
);
