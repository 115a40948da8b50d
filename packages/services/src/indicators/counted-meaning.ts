import type { IndicatorDraft } from '@huibao/domain';
import { contentHash } from '../canonical-json.ts';

/**
 * What an indicator counts, and of whom. What districts have delivered under one isn't added to what others deliver
 * under another: that is another indicator.
 */
export function countedMeaning({ operator, children }: Pick<IndicatorDraft, 'operator' | 'children'>): string {
  return contentHash({ operator, children: children ?? {} });
}
