import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig } from 'vite';

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true;
  }
}

export default defineConfig(({ command }) => ({
  plugins: [
    remix({
      buildDirectory: process.env.WEB_BUILD_DIR ?? 'build',
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_singleFetch: true,
        v3_lazyRouteDiscovery: true,
        v3_routeConfig: true,
      },
    }),
  ],
  // Workspace packages are TypeScript, and what they import isn't in this app's own node_modules: all goes in.
  ssr:
    command === 'build'
      ? { noExternal: true, external: ['@remix-run/node', 'react', 'react-dom', '@remix-run/react'] }
      : {},
  build: { target: 'es2022', reportCompressedSize: false },
  // What is found only while pages load would be bundled again then, with a second React beside the first.
  optimizeDeps: { entries: ['app/entry.client.tsx', 'app/root.tsx', 'app/routes/**/*.{ts,tsx}'] },
}));
