import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('web', import.meta.url)),
  plugins: [react()],
  resolve: { conditions: ['@plimsoll/source', ...defaultClientConditions] },
  build: { outDir: fileURLToPath(new URL('dist', import.meta.url)), emptyOutDir: true, chunkSizeWarningLimit: 1200 },
});
