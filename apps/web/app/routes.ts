import { index, layout, route, type RouteConfig } from '@remix-run/route-config';

// The map of the site. Paths are the product's nouns; each area has a folder of its own in routes/.
export default [
  index('routes/home.tsx'),
  route('trpc/*', 'routes/forward-trpc.ts'),
  route('files/*', 'routes/forward-files.ts'),
  route('sign-in', 'routes/sign-in.tsx'),
  route('term/:submissionId/print', 'routes/form-print.tsx'),
  layout('routes/shell.tsx', [
    route('todo', 'routes/todo.tsx'),
    route('password', 'routes/password.tsx'),
    route('term', 'routes/term.tsx'),
    route('term/:submissionId', 'routes/form.tsx'),
    route('history', 'routes/history.tsx'),
    route('register', 'routes/register.tsx'),
    route('collections', 'routes/collections.tsx'),
    route('collections/:id', 'routes/collection.tsx'),
    route('review/:id', 'routes/review.tsx'),
    route('rollup', 'routes/rollup.tsx'),
    route('reports', 'routes/reports.tsx'),
    route('reports/:id', 'routes/report.tsx'),
  ]),
] satisfies RouteConfig;
