import { alertRule, objectsWith, valueOf, type AlertReader } from './alert-rule.ts';

/** Reads alarms of CloudWatch, in CloudFormation and Terraform. */
export const readCloudWatch: AlertReader = file =>
  objectsWith(file, key => /^threshold$/i.test(key)).flatMap(object => {
    const comparison = valueOf(object, 'ComparisonOperator', 'comparison_operator');
    if (comparison === undefined || !/^GreaterThan/.test(comparison)) return [];
    const limit = Number(valueOf(object, 'Threshold'));
    const seconds = Number(valueOf(object, 'Period'));
    const periods = Number(valueOf(object, 'EvaluationPeriods', 'evaluation_periods') ?? 1);
    const isPercentile = valueOf(object, 'ExtendedStatistic', 'extended_statistic') !== undefined;
    const isSum = /^(?:Sum|SampleCount)$/.test(valueOf(object, 'Statistic') ?? '');
    const isReached = /OrEqual/.test(comparison);
    const isOff = /^false$/i.test(valueOf(object, 'ActionsEnabled', 'actions_enabled') ?? '');
    return [
      alertRule(file.path, object, {
        threshold: isReached && isSum ? limit - 1 : limit,
        windowMinutes: isSum && !isPercentile ? seconds / 60 : undefined,
        spanMinutes: seconds / 60,
        delayMinutes: ((periods - 1) * seconds) / 60 || 0,
        fault: isOff ? 'is switched off' : undefined,
      }),
    ];
  });
