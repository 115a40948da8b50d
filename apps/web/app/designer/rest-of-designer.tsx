import { fetchedPart } from '../fetched-part.tsx';

// The forms come with the page; the rest is fetched by who turns to it.

export const IndicatorsTab = fetchedPart(async () => (await import('./indicators/indicators-tab.tsx')).IndicatorsTab);
export const TemplateTab = fetchedPart(async () => (await import('./template/template-tab.tsx')).TemplateTab);
export const AdditionsTab = fetchedPart(async () => (await import('./settings/additions-tab.tsx')).AdditionsTab);
export const SettingsTab = fetchedPart(async () => (await import('./settings/settings-tab.tsx')).SettingsTab);
export const GlossaryTab = fetchedPart(async () => (await import('./settings/settings-tab.tsx')).GlossaryTab);
export const MoveDialog = fetchedPart(async () => (await import('./move-dialog.tsx')).MoveDialog);
export const PasteRowsDialog = fetchedPart(async () => (await import('./paste-dialog.tsx')).PasteRowsDialog);
export const ConflictBanner = fetchedPart(async () => (await import('./conflict-banner.tsx')).ConflictBanner);
export const CheckDialog = fetchedPart(async () => (await import('./check/check-dialog.tsx')).CheckDialog);
export const VersionsDialog = fetchedPart(async () => (await import('./versions-dialog.tsx')).VersionsDialog);
export const CarryOver = fetchedPart(async () => (await import('./carry-over.tsx')).CarryOver);
export const KeptBanner = fetchedPart(async () => (await import('./kept-banner.tsx')).KeptBanner);
