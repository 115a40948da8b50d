import { cellId } from '@huibao/domain';
import { Button, Dialog } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import { useFailureText } from '../../failure-alert.tsx';
import { writeTsv } from '../grid/clipboard.ts';
import type { Leftover } from '../sync/leftover.ts';
import type { FormHandle } from '../sync/use-form.ts';
import { useCellNames } from './use-cell-names.ts';

/** Cells and texts that wait for their person, and not for the server. */
export function countStuck({ state }: FormHandle): number {
  return state.rejected.size + state.save.refused.size + state.save.conflicts.size + state.leftovers.length;
}

interface Line {
  readonly id: string;
  readonly where: string;
  readonly text: string;
  readonly why: string;
  /** The cell that it leads to. */
  readonly cell: string | null;
  readonly takeOut: (() => void) | null;
}

/** Everything that was put in and isn't saved because of what it is: where, what, why; to go to, copy, or take out. */
export function UnsavedDialog({
  form,
  isOpen,
  goTo,
  onClose,
}: {
  form: FormHandle;
  isOpen: boolean;
  goTo: (id: string) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation(['form', 'common']);
  const lines = useLines(form, isOpen);
  const { leftovers } = form.state;
  const copy = (): void => void navigator.clipboard.writeText(writeTsv(asRows(leftovers)));
  return (
    <Dialog title={t('unsaved.title')} isOpen={isOpen} onClose={onClose} size="wide">
      <div className="stack">
        <p>{t('unsaved.text', { count: lines.length })}</p>
        <div className="preview-scroll" role="region" tabIndex={0} aria-label={t('unsaved.title')}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('unsaved.where')}</th>
                <th scope="col">{t('unsaved.what')}</th>
                <th scope="col">{t('unsaved.why')}</th>
                <th scope="col">
                  <span className="visually-hidden">{t('unsaved.takeOut')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={line.id}>
                  <th scope="row">
                    {line.cell === null ? (
                      line.where
                    ) : (
                      <button
                        type="button"
                        className="link"
                        onClick={() => {
                          onClose();
                          goTo(line.cell ?? '');
                        }}
                      >
                        {line.where}
                      </button>
                    )}
                  </th>
                  <td className="pre-line">{line.text || t('empty')}</td>
                  <td className="alert-text">{line.why}</td>
                  <td>
                    {line.takeOut && (
                      <Button size="small" onClick={line.takeOut}>
                        {t('unsaved.takeOut')}
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <div className="form-actions">
          {leftovers.length > 0 && (
            <>
              {/* The clipboard is there only on a secure origin. */}
              {typeof navigator !== 'undefined' && 'clipboard' in navigator && (
                <Button onClick={copy}>{t('unsaved.copy', { count: leftovers.length })}</Button>
              )}
              <Button onClick={() => form.store.takeOut(leftovers.map(({ id }) => id))}>
                {t('unsaved.takeOutAll', { count: leftovers.length })}
              </Button>
            </>
          )}
          <Button variant="primary" onClick={onClose}>
            {t('common:actions.close')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function useLines(form: FormHandle, isOpen: boolean): readonly Line[] {
  const { t } = useTranslation('form');
  const nameOf = useCellNames(form);
  const failureText = useFailureText();
  if (!isOpen) return [];
  const { state, store } = form;
  const inCell = (id: string, text: string, why: string, takeOut: Line['takeOut']): Line => ({
    id,
    where: nameOf(id),
    text,
    why,
    cell: id,
    takeOut,
  });
  return [
    ...[...state.save.conflicts].map(([id, { mine }]) => inCell(id, mine.value, t('conflict.title'), null)),
    ...[...state.rejected].map(([id, { text, error }]) =>
      inCell(id, text, failureText({ code: `cell.${error.code}`, params: error.params }), () =>
        store.takeOutRejected(id),
      ),
    ),
    ...[...state.save.refused].map(([id, { cell, failure }]) =>
      inCell(id, cell.value, failureText(failure), () => store.takeOutRefused(id)),
    ),
    ...state.leftovers.map(({ id, row, col, text, at, why }): Line => ({
      id,
      where: at ? nameOf(cellId(at)) : t('unsaved.rowCol', { row: row ?? 1, col: col ?? 1 }),
      text,
      why:
        why === 'outside'
          ? t('unsaved.outside')
          : why === 'other_window'
            ? t('unsaved.otherWindow')
            : why === 'amended'
              ? t('unsaved.amended')
              : failureText(why),
      cell: at ? cellId(at) : null,
      takeOut: () => store.takeOut([id]),
    })),
  ];
}

/** As they stood in what was pasted, for pasting elsewhere. */
function asRows(leftovers: readonly Leftover[]): readonly (readonly string[])[] {
  const rows = [...Map.groupBy(leftovers, ({ row, id }) => row ?? id).values()];
  return rows.map((row) => {
    const first = Math.min(...leftovers.map(({ col }) => col ?? 1));
    const last = Math.max(...row.map(({ col }) => col ?? 1));
    return Array.from(
      { length: last - first + 1 },
      (_, index) => row.find(({ col }) => (col ?? 1) === first + index)?.text ?? '',
    );
  });
}
