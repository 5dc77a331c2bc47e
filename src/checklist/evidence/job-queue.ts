import { defineCollector } from '../define-collector.ts';
import { importedPackages } from '../signs.ts';

const PACKAGES =
  /^(?:bullmq|bull|bee-queue|pg-boss|graphile-worker|agenda|@google-cloud\/(?:tasks|pubsub)|@aws-sdk\/client-(?:sqs|sns|eventbridge)|@azure\/(?:service-bus|storage-queue)|amqplib|kafkajs|inngest|@trigger\.dev\/sdk|@temporalio\/client|@upstash\/qstash|resque|quirrel)(?:\/|$)/;

export default defineCollector({
  id: 'job-queue',
  description: 'a queue that keeps calls until they succeed',
  collect: facts => importedPackages(facts, { pattern: PACKAGES, says: 'keeps jobs until they succeed' }),
});
