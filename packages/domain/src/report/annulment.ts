/** Why a published report may be annulled: it shows personal data, what isn't to be public, or was published by mistake. */
export const annulmentGrounds = ['personal_data', 'not_public', 'error'] as const;

export type AnnulmentGround = (typeof annulmentGrounds)[number];
