/** What the preflight was asked to look at besides the account. */
export interface Targets {
  /** The id of the account that goes live, which is its public key. */
  expectAccount?: string;
  /** A test account is what is meant. */
  allowTestAccount?: boolean;
  appHealthUrl?: string;
  webhookUrl?: string;
  /** The secret with which Klaviyo signs what it sends to the endpoint. */
  webhookSecret?: string;
  /** Consent to deliveries that the endpoint has to take for real ones. */
  sendTestWebhook?: boolean;
  sendingDomain?: string;
  /** Where the keys of the sending domain are, if not where Klaviyo has them published. */
  dkimSelectors?: readonly string[];
}
