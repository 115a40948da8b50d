import { z } from 'zod';
import { localizedSchema, optionSchema, unitFilterSchema, unitSchema } from '../form/schema.ts';
import { conditionSchema, figureFormatSchema, sectionContentSchema } from '../report/section-schema.ts';
import { formFileSchema, partSchemas } from './package-files.ts';

/** Shapes that stand in many places are described once, under these names. */
const names = z.registry<{ readonly id: string }>();
names.add(localizedSchema, { id: 'localized' });
names.add(unitSchema, { id: 'unit' });
names.add(unitFilterSchema, { id: 'unitFilter' });
names.add(optionSchema, { id: 'option' });
names.add(conditionSchema, { id: 'condition' });
names.add(figureFormatSchema, { id: 'figureFormat' });
names.add(sectionContentSchema, { id: 'sectionContent' });

/**
 * The published JSON Schema of each file of a package, by the file's name; of every form it is `form.json`. What a
 * schema can't say (references, expressions) is found on import.
 */
export function packageSchemas(): ReadonlyMap<string, unknown> {
  return jsonSchemas({ 'form.json': formFileSchema, ...partSchemas });
}

export function jsonSchemas(parts: Readonly<Record<string, z.ZodType>>): ReadonlyMap<string, unknown> {
  return new Map(
    Object.entries(parts).map(
      ([name, schema]) => [name, z.toJSONSchema(schema, { io: 'input', metadata: names })] as const,
    ),
  );
}
