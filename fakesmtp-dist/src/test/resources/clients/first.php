<?php
// Sends a mail with the host and the port, and all else by default: first.php PORT
require 'libphp-phpmailer/autoload.php';

$mail = new PHPMailer\PHPMailer\PHPMailer(true);
$mail->isSMTP();
$mail->Host = 'localhost';
$mail->Port = (int) $argv[1];
$mail->setFrom('ann@example.org');
$mail->addAddress('bob@example.net');
$mail->Subject = 'A first mail';
$mail->Body = 'Hello';
$mail->send();
