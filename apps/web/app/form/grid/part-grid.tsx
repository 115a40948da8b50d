import { memo } from 'react';
import { FieldGrid } from './field-grid.tsx';
import { MergedGrid } from './merged-grid.tsx';
import { RegisterGrid } from './register-grid.tsx';
import type { SectionPart } from './rows.ts';
import type { GridParts } from './use-grid.ts';

type Props = Omit<GridParts, 'source'> & {
  readonly part: SectionPart;
  /** Of the section, which grids of fields go by. */
  readonly label: string;
};

/** A part of a section as its clerk fills it in; what changes only beside it doesn't draw it anew. */
export const PartGrid = memo(function PartGrid({ part, label, ...parts }: Props) {
  switch (part.kind) {
    case 'fields':
      return <FieldGrid part={part} label={label} {...parts} />;
    case 'grid':
      return <MergedGrid part={part} {...parts} />;
    case 'register':
      return <RegisterGrid register={part.register} {...parts} />;
  }
});
