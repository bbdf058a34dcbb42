-- The connection of the source and the sink. No deployment makes connections; they stay outside.
CREATE SCHEMA shop_kafka;
CREATE CONNECTION shop_kafka.broker TO KAFKA (BROKER 'localhost:9092', SECURITY PROTOCOL PLAINTEXT);
