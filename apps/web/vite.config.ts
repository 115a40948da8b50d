import { vitePlugin as remix } from '@remix-run/dev';
import { constants } from 'node:zlib';
import { defineConfig } from 'vite';
import { compression, defineAlgorithm } from 'vite-plugin-compression2';

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true;
  }
}

/** Beside each file for browsers, as small as a build can bear to make it: nothing is packed when it is asked for. */
const packed = compression({
  include: /\.(?:js|css|svg)$/,
  threshold: 256,
  algorithms: [
    defineAlgorithm('gzip', { level: 9 }),
    defineAlgorithm('brotliCompress', { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }),
  ],
  logLevel: 'silent',
});

export default defineConfig(({ command, isSsrBuild }) => ({
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
    ...(command === 'build' && !isSsrBuild ? [packed] : []),
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
