/** Age of the contract. A client and a server of different ages refuse each other instead of misreading. */
export const CONTRACT_VERSION = '1';

/** Request header in which a client says its contract version. */
export const CONTRACT_HEADER = 'plimsoll-contract';
