import { posix } from 'node:path';
import { fileKind } from '../discovery/file-kind.ts';

/** As much before an address is looked at. */
const LONGEST_CONTEXT = 2_000;

/** What a cluster lets its containers reach, in a document of its own. */
const NETWORK_POLICY = /^kind:\s{0,20}["']?(?:\w{0,40}Network(?:Policy|Set)|ServiceEntry|EgressFirewall)\b/m;

/** What firewalls of networks are named in Terraform, CloudFormation and Bicep. */
const FIREWALL =
  /aws_networkfirewall_rule_group|AWS::NetworkFirewall::RuleGroup|aws_route53_resolver_firewall_domain_list|AWS::Route53Resolver::FirewallDomainList|azurerm_firewall|Microsoft\.Network\/(?:azureFirewalls|firewallPolicies)/i;
/** A list of hosts that has only begun: no other setting follows. */
const TARGETS = /\b(?:targets|domains|(?:target|destination)_?fqdns)["']?\s{0,20}[:=](?![:=])[\s[\]"',.*\w#-]*$/i;

/** What a workflow may reach, as hosts with their ports. */
const ENDPOINTS = /\ballowed-endpoints:\s{0,5}(?:[>|][-+]?)?\s{0,200}["']?(?:[\w.*-]+:\d{1,5}\s{1,200})*$/;

const LISTING = /allow|whitelist|egress/i;
const PLAIN_LIST = /^(?:\.(?:txt|lst|list|acl|conf|dstdomain))?$/;
const HOST = /^[\w.*-]+(?::\d{1,5})?$/;
/** `acl vendors dstdomain .example.com` of Squid. */
const ACL = /^\s*acl\s+\S+\s+(?:dstdomain|ssl::server_name)\b/;

/**
 * Whether an address stands in what only says which hosts may be reached: policies of Kubernetes, OpenShift, Calico, Cilium and Istio,
 * firewalls of AWS and Azure, Squid, harden-runner, and lists of hosts that are named for it.
 *
 * Sources: their documentation; read 2026-11-23.
 *
 * @param index where the address begins
 */
export function isInAllowList(path: string, text: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - LONGEST_CONTEXT), index);
  if (FIREWALL.test(text) && TARGETS.test(before)) return true;
  const lineBefore = before.slice(before.lastIndexOf('\n') + 1);
  if (ACL.test(lineBefore)) return true;
  if (/\.ya?ml$/i.test(path))
    return isInNetworkPolicy(text, index) || (isOfRunner(path, text) && ENDPOINTS.test(before));
  return isListOfHosts(path) && HOST.test(lineAt(text, index).trim());
}

function isOfRunner(path: string, text: string): boolean {
  return fileKind(path) === 'workflow' && text.includes('harden-runner');
}

function isInNetworkPolicy(text: string, index: number): boolean {
  const end = text.indexOf('\n---', index);
  return NETWORK_POLICY.test(text.slice(text.lastIndexOf('\n---', index) + 1, end < 0 ? undefined : end));
}

function isListOfHosts(path: string): boolean {
  const name = posix.basename(path);
  return PLAIN_LIST.test(posix.extname(name).toLowerCase()) && LISTING.test(name);
}

function lineAt(text: string, index: number): string {
  const end = text.indexOf('\n', index);
  return text.slice(text.lastIndexOf('\n', index - 1) + 1, end < 0 ? undefined : end);
}
