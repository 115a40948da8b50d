import { Button } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { load } from '../api.server.ts';
import { FormSheet } from '../form/form-sheet.tsx';
import { titleOf } from '../title.ts';

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('form:print.title'));

export async function loader({ request, params }: LoaderFunctionArgs) {
  return load(request, async (client) => ({
    view: await client.submission.get.query({ submissionId: params.submissionId ?? '' }),
  }));
}

/** A form for paper, to be signed and stamped; `?blank` leaves the answers out. */
export default function FormPrint() {
  const { view } = useLoaderData<typeof loader>();
  const { t } = useTranslation('form');
  const [search] = useSearchParams();
  const isBlank = search.has('blank');
  return (
    <main>
      <div className="print-bar no-print">
        <Link className="button" to={`/term/${view.id}`}>
          {t('print.back')}
        </Link>
        <Link className="button" to={isBlank ? '.' : '?blank'} replace>
          {isBlank ? t('print.filled') : t('print.blank')}
        </Link>
        <Button variant="primary" onClick={() => window.print()}>
          {t('print.print')}
        </Button>
      </div>
      <FormSheet view={view} isBlank={isBlank} />
    </main>
  );
}
