/** Why a report may be annulled: personal data, what isn't to be public, or a mistake. */
export const annulmentGrounds = ['personal_data', 'not_public', 'error'] as const;

export type AnnulmentGround = (typeof annulmentGrounds)[number];
