import { errorKinds, type ErrorCode, type ErrorKind } from '@huibao/domain';
import { expect, it } from 'vitest';
import { createI18n } from './index.ts';

const kinds: Readonly<Record<ErrorKind, readonly [status: string, action: string]>> = {
  invalid: ['400', 'Mend the input; the same again gives the same answer.'],
  unauthenticated: ['401', 'Sign in, then repeat: nothing was done.'],
  forbidden: [
    '403',
    'Not for this role, or not from this page. Each refusal for lack of a permission is in the audit trail.',
  ],
  not_found: ['404', 'It isn’t there, or it is another tenant’s: the answer is the same.'],
  gone: ['410; a procedure: 404', 'It was there and was taken back for good: nothing brings it again.'],
  conflict: ['409', 'Somebody was faster, or the state has moved on: read again, then decide.'],
  limit: ['429', 'Too much, too large or too often: less, or later.'],
  unavailable: [
    '503; a procedure: 500',
    'The server or something behind it is away: wait and repeat. A workflow’s activity does so by itself.',
  ],
};

const header = `# Errors

Whatever goes wrong in a way that somebody can act on is a \`HuibaoError\`: a code, parameters, and a kind. The code is all that leaves
the api (\`{code, params}\`); the words are the i18n key \`errors:<code>\`, in the user's language. Anything else is a bug: the user is told
\`request.failed\`, the log of the api holds the rest. A new code goes into \`packages/domain/src/error-codes.ts\` and both \`errors.ts\` of
\`packages/i18n\`; then \`pnpm exec vitest run packages/i18n -u\` writes this page.
`;

const row = (...cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

it('docs/errors.md tells every code, its kind, and what the user is told', async () => {
  // The texts as they stand in the resources, with the names of their parameters.
  const i18n = createI18n('en');
  const told = (code: ErrorCode): string => String(i18n.getResource('en', 'errors', code));
  const page = [
    header,
    row('kind', 'HTTP', 'what to do'),
    '| --- | --- | --- |',
    ...Object.entries(kinds).map(([kind, [status, action]]) => row(kind, status, action)),
    '',
    row('code', 'kind', 'what the user is told'),
    '| --- | --- | --- |',
    ...(Object.keys(errorKinds) as ErrorCode[]).map((code) => row(`\`${code}\``, errorKinds[code], told(code))),
    '',
  ].join('\n');
  await expect(page).toMatchFileSnapshot('../../../docs/errors.md');
});
