import type { Change } from '@huibao/domain';
import { readChange } from '@huibao/i18n';
import { useTranslation } from 'react-i18next';

/** What a figure has changed by since last year, of whom; or why there is nothing to be said. */
export function ChangeText({ change, decimals }: { change: Change; decimals: number }) {
  const { i18n } = useTranslation();
  const { text, tag, note } = readChange(change, decimals, i18n);
  return (
    <span title={note} className="nowrap">
      {text ?? <span aria-hidden>—</span>}
      {tag !== null && <span className="muted small"> {tag}</span>}
      <span className="visually-hidden"> {note}</span>
    </span>
  );
}
