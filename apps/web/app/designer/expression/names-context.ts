import { createContext } from 'react';
import type { ExpressionNames } from './completions.ts';

/** What the expressions of the chosen piece are written about. */
export const ExpressionNamesContext = createContext<ExpressionNames | null>(null);
