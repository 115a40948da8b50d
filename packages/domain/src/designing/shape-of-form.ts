import type { z } from 'zod';
import type { FormBlock, FormDefinition, ValidationRule } from '../form/definition.ts';
import { blockSchema, formShapeSchema, ruleSchema } from '../form/schema.ts';
import { onceEach } from '../once-each.ts';
import type { Fault } from '../package/refusal.ts';
import { shapeFaults } from '../package/shape-faults.ts';

type Issues = readonly z.core.$ZodIssue[];

function issuesBy(schema: z.ZodType, value: unknown): Issues {
  const shaped = schema.safeParse(value, { reportInput: true });
  return shaped.success ? [] : shaped.error.issues;
}

const issuesOfBlock = onceEach((block: FormBlock) => issuesBy(blockSchema, block));
const issuesOfRule = onceEach((rule: ValidationRule) => issuesBy(ruleSchema, rule));

/** What stands for a block that is judged by itself. */
const anyBlock: FormBlock = {
  kind: 'fields',
  title: { zh: '—', en: '—' },
  elements: [{ code: 'any', label: { zh: '—', en: '—' }, type: 'integer', flow: 'flow', required: false }],
};
const asAny = (blocks: readonly FormBlock[]): readonly FormBlock[] => blocks.map(() => anyBlock);

/**
 * What the shape of a form that is being built has wrong, block by block and rule by rule: those that an edit left as
 * they were aren't judged again.
 */
export const faultsOfFormShape = onceEach((form: FormDefinition): readonly Fault[] => {
  const frame = {
    ...form,
    sections: form.sections.map((section) => ({ ...section, blocks: asAny(section.blocks) })),
    rules: [],
    ...(form.retired ? { retired: asAny(form.retired) } : {}),
  };
  return [
    ...shapeFaults(issuesBy(formShapeSchema, frame)),
    ...form.sections.flatMap(({ blocks }, at) =>
      blocks.flatMap((block, index) => shapeFaults(issuesOfBlock(block), ['sections', at, 'blocks', index])),
    ),
    ...form.rules.flatMap((rule, index) => shapeFaults(issuesOfRule(rule), ['rules', index])),
    ...(form.retired ?? []).flatMap((block, index) => shapeFaults(issuesOfBlock(block), ['retired', index])),
  ];
});
