package dev.cutover.worker.config;

/** The configuration cannot be used. The message says where and what to write instead, and shows no value (P9). */
public final class ConfigException extends Exception {
    public ConfigException(String message) {
        super(message);
    }
}
