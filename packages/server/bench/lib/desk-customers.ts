/** The id of the customer with this number: all of one length, so that their order is that of the numbers. */
export function deskCustomer(number: number): string {
  return `customer-${String(number).padStart(7, '0')}`;
}
