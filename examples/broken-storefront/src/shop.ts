export interface Customer {
  id: string;
  email: string;
  firstName: string;
}

export interface Order {
  number: string;
  customer: Customer;
  total: number;
  currency: string;
  items: string[];
}
