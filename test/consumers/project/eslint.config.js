import klaviyo from 'eslint-plugin-klaviyo';

export default [klaviyo.configs.recommended];
