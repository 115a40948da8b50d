import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../api.server.ts';
import { GatePage } from '../report/gate/gate-page.tsx';
import { titleOf } from '../title.ts';
import { fetchWords } from '../words.ts';

await fetchWords('deskErrors', 'figures', 'reports');

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('reports:title'));

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  load(request, async (client) => {
    const reportId = params.id ?? '';
    const [report, gate, difference] = await Promise.all([
      client.report.get.query({ reportId }),
      client.report.gate.query({ reportId }),
      client.report.difference.query({ reportId }),
    ]);
    return { programme: report.programme, report, gate, difference };
  });

export default function ReportGate() {
  const { report, gate, difference } = useLoaderData<typeof loader>();
  return <GatePage key={`${report.id}/${report.state}`} report={report} gate={gate} difference={difference} />;
}
