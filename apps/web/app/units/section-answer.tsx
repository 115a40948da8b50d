import { localize } from '@huibao/domain';
import { Tag } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { useLocale } from '../dates.ts';
import { FailureAlert } from '../failure-alert.tsx';
import type { AskingProgramme } from '../outputs.ts';
import { useMutation } from '../use-mutation.ts';

type AskedSection = AskingProgramme['sections'][number];

/** Which of the bureau's sections answers where forms ask for one by a code. */
export function SectionAnswer({
  asked,
  own,
  mayAnswer,
  onAnswered,
}: {
  asked: AskedSection;
  own: readonly { readonly id: number; readonly name: string }[];
  mayAnswer: boolean;
  onAnswered?: () => void;
}) {
  const { t } = useTranslation('units');
  const locale = useLocale();
  const label = localize(asked.label, locale);
  const { run, isBusy, failure } = useMutation((unitId: number | null) =>
    client.unit.answerForSection.mutate({ code: asked.code, unitId }),
  );
  const answer = async (unitId: number | null): Promise<void> => {
    if (await run(unitId)) onAnswered?.();
  };
  const names = own.filter((unit) => asked.unitIds.includes(unit.id)).map((unit) => unit.name);
  const [byCode] = asked.isMapped ? [] : names;
  return (
    <>
      {mayAnswer ? (
        <select
          className="select compact"
          aria-label={t('asked.who', { section: label })}
          disabled={isBusy}
          value={asked.isMapped ? (asked.unitIds[0] ?? '') : ''}
          onChange={(event) => void answer(Number(event.target.value) || null)}
        >
          <option value="">{byCode === undefined ? t('asked.choose') : t('asked.byCode', { name: byCode })}</option>
          {own.map((unit) => (
            <option key={unit.id} value={unit.id}>
              {unit.name}
            </option>
          ))}
        </select>
      ) : (
        names.join(t('asked.separator'))
      )}{' '}
      {names.length === 0 && <Tag tone="warn">{t('asked.nobody')}</Tag>}
      <FailureAlert failure={failure} />
    </>
  );
}
