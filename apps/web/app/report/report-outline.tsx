import { useTranslation } from 'react-i18next';
import type { ReportView } from '../outputs.ts';

export interface SectionNote {
  readonly isBlank: boolean;
  readonly typed: number;
  readonly stale: number;
  /** What the gate refuses: the ledger and the text don't name the same. */
  readonly ledger: number;
  readonly partial: number;
}

/** The sections, each with ✓ or how many problems it has. */
export function ReportOutline({ report, notes }: { report: ReportView; notes: ReadonlyMap<string, SectionNote> }) {
  const { t } = useTranslation('reports');
  return (
    <nav className="card outline" aria-label={t('outline.label')}>
      <ul>
        {report.sections.map((section) => {
          const note = notes.get(section.code);
          const count = note ? note.typed + note.stale + note.ledger + (note.isBlank && section.isRequired ? 1 : 0) : 0;
          const isHeadOnly = note?.isBlank === true && !section.isRequired;
          return (
            <li key={section.code} className={`level-${section.level}`}>
              <a href={`#section-${section.code}`}>
                <span>{section.heading || t('opening')}</span>
                {count > 0 ? (
                  <b className={note && (note.isBlank || note.ledger > 0) ? 'alert-text' : 'warn-text'}>
                    {count}
                    <span className="visually-hidden">{t('outline.problems', { count })}</span>
                  </b>
                ) : (
                  !isHeadOnly && (
                    <span className="ok-text">
                      <span aria-hidden>✓</span>
                      <span className="visually-hidden">{t('outline.ok')}</span>
                    </span>
                  )
                )}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
