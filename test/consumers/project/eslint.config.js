import klaviyo from 'eslint-plugin-klaviyo';

export default [klaviyo.configs.recommended, { settings: { klaviyo: { asOf: '2026-11-20' } } }];
