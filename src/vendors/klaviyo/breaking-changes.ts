/** What a release of the SDK, or the revision that it sends, changed for code that worked before. */
export interface BreakingChange {
  /** The first release with it. */
  since: string;
  /** The methods that it concerns, by the names of the newest release; absent where it concerns every use of the SDK. */
  methods?: readonly string[];
  /** The attribute of a payload that it concerns, where it concerns no other. */
  attribute?: string;
  /** What is different, as a sentence. */
  change: string;
  /** What to do about it, as a sentence. */
  action: string;
}

const OF_CAMPAIGNS = [
  'CampaignsApi.createCampaign',
  'CampaignsApi.createCampaignClone',
  'CampaignsApi.getCampaign',
  'CampaignsApi.getCampaigns',
  'CampaignsApi.getCampaignForCampaignMessage',
  'CampaignsApi.getCampaignIdForCampaignMessage',
  'CampaignsApi.getCampaignMessage',
  'CampaignsApi.getMessagesForCampaign',
  'CampaignsApi.updateCampaign',
  'CampaignsApi.updateCampaignMessage',
];

const OF_CONVERSATIONS = ['ProfilesApi.getConversationForProfile', 'ProfilesApi.getConversationIdForProfile'];

const THAT_READ_PROFILES = [
  'EventsApi.getProfileForEvent',
  'ListsApi.getProfilesForList',
  'ProfilesApi.getProfile',
  'ProfilesApi.getProfiles',
  'SegmentsApi.getProfilesForSegment',
];

const THAT_WRITE_PROFILES = [
  'EventsApi.bulkCreateEvents',
  'EventsApi.createEvent',
  'ProfilesApi.bulkImportProfiles',
  'ProfilesApi.createOrUpdateProfile',
  'ProfilesApi.createProfile',
  'ProfilesApi.updateProfile',
];

/**
 * Oldest first. Names that were renamed or removed are not among them: the code is compared with those one by one.
 *
 * Source: the changelog inside the published packages, and their sources where it is silent; 2026-11-21.
 */
export const BREAKING_CHANGES: readonly BreakingChange[] = [
  {
    since: '5.0.0',
    change:
      "Related objects and their ids moved from 'attributes' to 'relationships', and what there is only one of is an object instead of a list.",
    action: 'Compare each payload with its type, first of all that of events.',
  },
  {
    since: '5.0.0',
    methods: ['CampaignsApi.getCampaigns'],
    change: 'Campaigns are listed only with a filter on the channel.',
    action: 'Pass a filter, such as "equals(messages.channel,\'email\')".',
  },
  {
    since: '5.0.0',
    methods: ['TemplatesApi.getTemplate', 'TemplatesApi.getTemplates'],
    change: "Templates come without 'company_id'.",
    action: "Read the id with 'AccountsApi.getAccounts'.",
  },
  {
    since: '6.0.0',
    change:
      'The SDK is rewritten in TypeScript: payloads and answers are in camelCase, failures are those of axios, and a session takes the place of the API client.',
    action:
      "Write attributes in camelCase, read 'error.response.data', and make a session instead of changing 'ApiClient'.",
  },
  {
    since: '7.0.0',
    methods: THAT_READ_PROFILES,
    change:
      "Profiles come without 'subscriptions', in which 'timestamp' became 'consentTimestamp' and 'suppressions' became 'suppression'.",
    action: 'Pass "additionalFieldsProfile: [\'subscriptions\']" where they are read.',
  },
  {
    since: '8.0.0',
    methods: ['EventsApi.getEvent', 'EventsApi.getEvents'],
    change: "Events come without '$attribution' among their properties.",
    action: 'Pass "include: [\'attributions\']" where it is read.',
  },
  {
    since: '10.0.0',
    methods: ['ProfilesApi.bulkSubscribeProfiles'],
    change:
      'Subscriptions to SMS that cannot be carried out are refused with 400, where they were accepted with 202 and dropped.',
    action: 'Handle the 400, and send the date of birth where age gating asks for it.',
  },
  {
    since: '16.0.0',
    methods: ['ProfilesApi.bulkSubscribeProfiles', 'ProfilesApi.bulkUnsubscribeProfiles'],
    change: "Each profile needs 'subscriptions', which names the channels and the kinds of messages.",
    action: "Add 'subscriptions' to the attributes of each profile.",
  },
  {
    since: '16.0.0',
    methods: OF_CAMPAIGNS,
    change: 'Campaigns and their messages have another shape, which knows push notifications.',
    action: 'Compare payloads and what is read of answers with their types.',
  },
  {
    since: '16.0.0',
    methods: ['FlowsApi.getActionIdForFlowMessage', 'FlowsApi.getFlowActionMessages'],
    change: 'Pages are asked for with a cursor instead of an offset.',
    action: "Follow 'links.next' with 'pageCursor'.",
  },
  {
    since: '21.0.0',
    methods: THAT_WRITE_PROFILES,
    attribute: 'anonymousId',
    change: "Profiles lost 'anonymousId'.",
    action: 'Where a payload names it, take it out and name another identifier.',
  },
  {
    since: '22.0.0',
    change: "A 'Retry-After' of the server is waited for, so that a call can take longer before it fails.",
    action: 'Check the time limits around calls.',
  },
  {
    since: '23.0.0',
    methods: OF_CONVERSATIONS,
    change:
      'A profile has a list of conversations, for which there are methods in the plural; those in the singular are still in the SDK.',
    action: "Call 'getConversationsForProfile' or 'getConversationIdsForProfile', and read a list.",
  },
  {
    since: '23.0.0',
    methods: ['EventsApi.getEvents'],
    change: 'Events whose metric cannot be resolved come along.',
    action: "Filter them out with 'has(metric)' where a metric is needed.",
  },
];

/** The attributes of payloads that changes are about. */
export const REMOVED_ATTRIBUTES: readonly string[] = BREAKING_CHANGES.flatMap(({ attribute }) => attribute ?? []);
