import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../api.server.ts';
import { ReportPage } from '../report/report-page.tsx';
import { titleOf } from '../title.ts';
import { fetchWords } from '../words.ts';

await fetchWords('collections', 'compare', 'deskErrors', 'figures', 'origin', 'published', 'reports', 'rollup');

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('reports:title'));

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  load(request, (client) => client.report.get.query({ reportId: params.id ?? '' }));

export default function Report() {
  const report = useLoaderData<typeof loader>();
  // Another report, another stage of this one, or another issue that it goes by starts afresh.
  return <ReportPage key={`${report.id}/${report.state}/${report.template}`} report={report} />;
}
