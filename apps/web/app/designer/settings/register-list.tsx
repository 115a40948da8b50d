import type { SensitiveRegister } from '@huibao/domain';
import { freeCode, moveBefore, removeAt } from '@huibao/domain/designing';
import { Button } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import { useNextName } from '../next-name.ts';
import { BothProperty, CodeProperty } from '../properties/fields.tsx';
import { OptionList } from '../properties/option-list.tsx';
import type { DraftHandle } from '../use-draft.ts';
import { useProblems } from '../use-problems.ts';

const part = 'registers.json';

/** 保密台账: whose persons are kept apart, and the categories in which forms count them. */
export function RegisterList({ draft }: { readonly draft: DraftHandle }) {
  const { t } = useTranslation('designer');
  const { parts } = draft.state;
  const named = useNextName<HTMLFieldSetElement>('.register-item');
  const problemAt = useProblems(parts, part);
  const { sensitiveRegisters: registers } = parts.get(part) as {
    readonly sensitiveRegisters: readonly SensitiveRegister[];
  };
  const edit = (changed: readonly SensitiveRegister[], of: string | null): void =>
    draft.store.edit(new Map([[part, { sensitiveRegisters: changed }]]), of && `${part} ${of}`);
  const put = (index: number, changed: Partial<SensitiveRegister>, key: string): void =>
    edit(
      registers.map((one, at) => (at === index ? { ...one, ...changed } : one)),
      `${index} ${key}`,
    );
  const add = (): void => {
    const name = t('made.newSensitiveRegister');
    const label = { zh: name, en: name };
    const code = freeCode(new Set(registers.map((one) => one.code)), 'register');
    const category = { zh: t('made.newCategory'), en: t('made.newCategory') };
    edit([...registers, { code, label, categories: [{ code: 'category', label: category }] }], null);
  };
  return (
    <fieldset className="coded-list register-list" ref={named.holder}>
      <legend>{t('registers.legend')}</legend>
      <p className="muted small">{t('registers.note')}</p>
      {registers.map((register, index) => {
        const no = index + 1;
        const at = ['sensitiveRegisters', index];
        return (
          <div key={index} className="register-item" role="group" aria-label={t('registers.item', { no })}>
            <BothProperty
              label={t('fields.label')}
              value={register.label}
              problem={problemAt([...at, 'label'])}
              onChange={(label) => put(index, { label }, 'label')}
            />
            <CodeProperty
              label={t('fields.code')}
              of={{ kind: 'sensitiveRegister', owner: '', code: register.code }}
              problem={problemAt([...at, 'code'])}
            />
            <OptionList
              label={t('registers.categories')}
              of={{ kind: 'category', owner: register.code }}
              options={register.categories}
              locked={0}
              problem={problemAt([...at, 'categories'])}
              onChange={(categories) => put(index, { categories }, 'categories')}
            />
            <span className="row">
              <Button
                size="small"
                variant="plain"
                disabled={index === 0}
                aria-label={t('registers.up', { no })}
                onClick={() => edit(moveBefore(registers, [index], [], index - 1).part, null)}
              >
                ↑
              </Button>
              <Button
                size="small"
                variant="plain"
                aria-label={t('registers.remove', { no })}
                onClick={() => edit(removeAt(registers, [index]), null)}
              >
                ✕
              </Button>
            </span>
          </div>
        );
      })}
      <Button size="small" variant="plain" onClick={() => named.after(add)}>
        {t('registers.add')}
      </Button>
    </fieldset>
  );
}
