-- The raw data. They live outside the deployed schemas: a deployment replaces those, and data would be lost.
CREATE SCHEMA shop_raw;

CREATE TABLE shop_raw.customers (
    customer_id int NOT NULL,
    full_name text NOT NULL,
    email text NOT NULL,
    country text NOT NULL,
    registered_at timestamp NOT NULL
);

CREATE TABLE shop_raw.products (
    product_id int NOT NULL,
    sku text NOT NULL,
    name text NOT NULL,
    category text NOT NULL,
    list_price numeric(10, 2) NOT NULL
);

CREATE TABLE shop_raw.orders (
    order_id int NOT NULL,
    customer_id int NOT NULL,
    status text NOT NULL,
    placed_at timestamp NOT NULL,
    shipping_fee numeric(10, 2) NOT NULL
);

CREATE TABLE shop_raw.order_items (
    order_id int NOT NULL,
    line_no int NOT NULL,
    product_id int NOT NULL,
    quantity int NOT NULL,
    unit_price numeric(10, 2) NOT NULL,
    discount numeric(10, 2) NOT NULL
);

CREATE TABLE shop_raw.payments (
    payment_id int NOT NULL,
    order_id int NOT NULL,
    method text NOT NULL,
    status text NOT NULL,
    amount numeric(10, 2) NOT NULL,
    paid_at timestamp NOT NULL
);

CREATE TABLE shop_raw.refunds (
    refund_id int NOT NULL,
    order_id int NOT NULL,
    reason text NOT NULL,
    amount numeric(10, 2) NOT NULL,
    refunded_at timestamp NOT NULL
);

CREATE TABLE shop_raw.shipments (
    shipment_id int NOT NULL,
    order_id int NOT NULL,
    carrier text NOT NULL,
    shipped_at timestamp NOT NULL,
    delivered_at timestamp
);
