import { localize } from '@huibao/domain';
import { Button, Tag } from '@huibao/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';
import { GroupDialog } from '../indicators/group-dialog.tsx';
import type { AskingProgramme, Unit } from '../outputs.ts';
import { SectionAnswer } from './section-answer.tsx';

type AskedGroup = AskingProgramme['groups'][number];

/** Which sections and groups the programmes ask for by code, and who of the bureau's answers. */
export function AskedSections({
  asking,
  own,
  mayAnswer,
  mayManage,
}: {
  asking: readonly AskingProgramme[];
  /** Sections of the bureau’s that are open. */
  own: readonly Pick<Unit, 'id' | 'name'>[];
  mayAnswer: boolean;
  mayManage: boolean;
}) {
  const { t } = useTranslation('units');
  const locale = useLocale();
  return (
    <section className="card" aria-labelledby="asked-sections">
      <div className="card-title row">
        <h2 id="asked-sections">{t('asked.title')}</h2>
        <span className="muted small">{t('asked.note')}</span>
      </div>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('asked.programme')}</th>
              <th scope="col">{t('asked.section')}</th>
              <th scope="col">{t('asked.forms')}</th>
              <th scope="col">{t('asked.answers')}</th>
            </tr>
          </thead>
          <tbody>
            {asking.flatMap(({ title, sections, groups }) => [
              ...sections.map((asked) => (
                <tr key={`${title.zh} ${asked.code}`}>
                  <td>{localize(title, locale)}</td>
                  <th scope="row">{localize(asked.label, locale)}</th>
                  <td>{formsOf(asked.forms, locale, t('asked.separator'))}</td>
                  <td>
                    <SectionAnswer asked={asked} own={own} mayAnswer={mayAnswer} />
                  </td>
                </tr>
              )),
              ...groups.map((group) => (
                <GroupRow key={`${title.zh} group ${group.code}`} title={title} group={group} mayManage={mayManage} />
              )),
            ])}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function GroupRow({
  title,
  group,
  mayManage,
}: {
  title: AskingProgramme['title'];
  group: AskedGroup;
  mayManage: boolean;
}) {
  const { t } = useTranslation('units');
  const locale = useLocale();
  const [isAdding, setAdding] = useState(false);
  return (
    <tr>
      <td>{localize(title, locale)}</td>
      <th scope="row">{t('asked.group', { name: localize(group.label, locale) })}</th>
      <td>{formsOf(group.forms, locale, t('asked.separator'))}</td>
      <td>
        {group.name === null ? (
          <>
            <Tag tone="warn">{t('asked.noGroup')}</Tag>{' '}
            {mayManage && (
              <Button size="small" onClick={() => setAdding(true)}>
                {t('asked.addGroup')}
              </Button>
            )}
          </>
        ) : (
          t('asked.members', { name: group.name, count: group.members })
        )}
        {isAdding && (
          <GroupDialog
            groups={[]}
            asked={{ code: group.code, name: localize(group.label, locale) }}
            onClose={() => setAdding(false)}
          />
        )}
      </td>
    </tr>
  );
}

function formsOf(forms: AskedGroup['forms'], locale: ReturnType<typeof useLocale>, separator: string): string {
  return forms.map(({ number, title }) => `${localize(number, locale)} ${localize(title, locale)}`).join(separator);
}
