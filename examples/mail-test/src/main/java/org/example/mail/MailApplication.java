package org.example.mail;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application that Spring configures, from {@code spring.mail.host} and {@code spring.mail.port}. */
@SpringBootApplication
public class MailApplication {}
