import { lazy, type ComponentType } from 'react';

// The forms come with the page; the rest is fetched by who turns to it.

const later = <P extends object>(load: () => Promise<ComponentType<P>>) =>
  lazy(async () => ({ default: await load() }));

export const IndicatorsTab = later(async () => (await import('./indicators/indicators-tab.tsx')).IndicatorsTab);
export const TemplateTab = later(async () => (await import('./template/template-tab.tsx')).TemplateTab);
export const AdditionsTab = later(async () => (await import('./settings/additions-tab.tsx')).AdditionsTab);
export const SettingsTab = later(async () => (await import('./settings/settings-tab.tsx')).SettingsTab);
export const GlossaryTab = later(async () => (await import('./settings/settings-tab.tsx')).GlossaryTab);
export const CheckDialog = later(async () => (await import('./check/check-dialog.tsx')).CheckDialog);
export const VersionsDialog = later(async () => (await import('./versions-dialog.tsx')).VersionsDialog);
