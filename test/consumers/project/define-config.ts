import { defineConfig } from 'eslint/config';
import klaviyo from 'eslint-plugin-klaviyo';

export default defineConfig([klaviyo.configs.recommended, { plugins: { klaviyo }, extends: [klaviyo.configs.strict] }]);
