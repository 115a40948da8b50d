import { Banner, Button, Dialog } from '@huibao/ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../client.ts';
import { FailureAlert } from '../../failure-alert.tsx';

/** Cells that stand beside the form: told in a line above it, and listed where somebody wants to see them. */
export function ListedCells({
  tone,
  told,
  show,
  title,
  note,
  columns,
  rows,
  children,
  actions,
  failure,
  isListed,
  onList,
}: {
  readonly tone: 'info' | 'warn';
  readonly told: string;
  readonly show: string;
  readonly title: string;
  readonly note: string;
  readonly columns: readonly ReactNode[];
  readonly rows: ReactNode;
  /** Below the list. */
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly failure: Failure | null;
  readonly isListed: boolean;
  readonly onList: (isListed: boolean) => void;
}) {
  const { t } = useTranslation('common');
  const look = (
    <Button size="small" onClick={() => onList(true)}>
      {show}
    </Button>
  );
  return (
    <>
      <Banner tone={tone} role="status" end={look}>
        {told}
      </Banner>
      <Dialog title={title} isOpen={isListed} onClose={() => onList(false)} size="wide">
        <p className="muted">{note}</p>
        <FailureAlert failure={failure} />
        <div className="table-scroll">
          <table className="table">
            <thead>
              <tr>
                {columns.map((name, index) => (
                  <th key={index} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>{rows}</tbody>
          </table>
        </div>
        {children}
        <div className="form-actions">
          <Button onClick={() => onList(false)}>{t('actions.close')}</Button>
          {actions}
        </div>
      </Dialog>
    </>
  );
}
